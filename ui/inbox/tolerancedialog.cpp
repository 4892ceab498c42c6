#include "ui/inbox/tolerancedialog.h"

#include "ui/inbox/toleranceplot.h"
#include "ui/kit/label.h"

#include <QDialogButtonBox>
#include <QFormLayout>
#include <QHeaderView>
#include <QLineEdit>
#include <QPushButton>
#include <QShortcut>
#include <QSpinBox>
#include <QTableWidget>

namespace wheelhouse {

ToleranceDialog::ToleranceDialog(QWidget *parent, const Look &look, const Agreement &agreement)
    : QDialog(parent)
    , m_look(look)
    , m_agreed(agreement.curve)
    , m_plot(new TolerancePlot(look, this))
    , m_table(new QTableWidget(this))
    , m_ceiling(new QSpinBox(this))
    , m_floor(new QSpinBox(this))
    , m_what(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_why(new QLineEdit(this))
    , m_buttons(new QDialogButtonBox(QDialogButtonBox::Cancel, this))
    , m_agree(new QPushButton(tr("Agree on this"), this))
{
    setWindowTitle(tr("How much we bear, and from whom"));
    layOut(agreement);
    connectAll();
    m_plot->setCurve(m_agreed);
    showCurve();
    m_plot->setFocus();
}

void ToleranceDialog::layOut(const Agreement &agreement)
{
    m_table->setColumnCount(2);
    m_table->setHorizontalHeaderLabels({ tr("Influence"), tr("Strain borne") });
    m_table->verticalHeader()->hide();
    m_table->horizontalHeader()->setSectionResizeMode(QHeaderView::Stretch);
    m_table->setAccessibleName(tr("The points of the curve"));
    m_table->setTabKeyNavigation(false);
    const QHeaderView *header = m_table->horizontalHeader();
    m_table->setMinimumWidth(2 * qMax(header->sectionSizeHint(0), header->sectionSizeHint(1)) + 2 * space::grid);
    for (QSpinBox *box : { m_ceiling, m_floor })
        box->setRange(1, 100);
    m_ceiling->setAccessibleName(tr("Ceiling: above it nobody is exempt"));
    m_floor->setAccessibleName(tr("From this strain on somebody else takes over"));
    m_why->setPlaceholderText(agreement.why.isEmpty() ? tr("Why the team wants it so") : agreement.why);
    m_why->setAccessibleName(tr("Why"));
    m_why->setMaxLength(300);
    m_what->setWordWrap(true);
    m_agree->setProperty("kind", QStringLiteral("primary")); // before the box asks for its size, which settles its look
    m_buttons->addButton(m_agree, QDialogButtonBox::AcceptRole);
    m_buttons->button(QDialogButtonBox::Cancel)->setText(tr("Leave it as it is"));
    auto *form = new QFormLayout;
    form->setVerticalSpacing(space::gap);
    form->addRow(tr("&Ceiling"), m_ceiling);
    form->addRow(tr("&Protects the team"), m_floor);
    auto *side = new QVBoxLayout;
    side->addWidget(m_table, 1);
    side->addLayout(form);
    auto *both = new QHBoxLayout;
    both->setSpacing(space::pane);
    both->addWidget(m_plot, 1);
    both->addLayout(side);
    auto *reason = new QFormLayout;
    reason->addRow(tr("&Why"), m_why);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(space::pane, space::pane, space::pane, space::pane);
    column->setSpacing(space::card);
    auto *says = new TextLabel(m_look, Type::Small, Ink::Second,
        tr("Patience grows with influence up to a knee and falls behind it. It only suggests; a person decides."),
        this);
    says->setWordWrap(true);
    column->addWidget(says);
    column->addLayout(both, 1);
    column->addWidget(m_what);
    column->addLayout(reason);
    column->addWidget(m_buttons);
    const QSize room = parentWidget() ? parentWidget()->window()->size() : QSize(1024, 700);
    resize(QSize(m_look.scaled(800), m_look.scaled(560)).boundedTo(room - QSize(2 * space::pane, 2 * space::pane)));
}

void ToleranceDialog::connectAll()
{
    connect(m_plot, &TolerancePlot::changed, this, &ToleranceDialog::showCurve);
    connect(m_plot, &TolerancePlot::moved, this, [this](const ToleranceCurve &before) {
        m_before.append(before);
        showCurve();
    });
    connect(m_plot, &TolerancePlot::tableRequested, this, [this] {
        m_table->setFocus();
        m_table->setCurrentCell(m_plot->chosen(), 1);
    });
    connect(m_table, &QTableWidget::itemChanged, this, &ToleranceDialog::readTable);
    connect(m_ceiling, &QSpinBox::valueChanged, this, &ToleranceDialog::setLines);
    connect(m_floor, &QSpinBox::valueChanged, this, &ToleranceDialog::setLines);
    connect(m_why, &QLineEdit::textChanged, this, &ToleranceDialog::check);
    connect(m_buttons, &QDialogButtonBox::accepted, this, &QDialog::accept);
    connect(m_buttons, &QDialogButtonBox::rejected, this, &QDialog::reject);
    auto *back = new QShortcut(QKeySequence::Undo, this);
    connect(back, &QShortcut::activated, this, &ToleranceDialog::undo);
}

ToleranceCurve ToleranceDialog::curve() const
{
    return m_plot->curve();
}

QString ToleranceDialog::why() const
{
    return m_why->text().simplified();
}

void ToleranceDialog::setPeople(const QList<Standpoint> &people)
{
    m_people = people;
    m_plot->setPeople(people);
    check();
}

void ToleranceDialog::undo()
{
    if (m_before.isEmpty())
        return;
    m_plot->setCurve(m_before.takeLast());
    showCurve();
}

void ToleranceDialog::showCurve()
{
    fillTable();
    check();
}

void ToleranceDialog::fillTable()
{
    m_isFilling = true;
    const auto points = curve().points;
    m_table->setRowCount(int(points.size()));
    for (int row = 0; row < points.size(); ++row) {
        const bool isEnd = row == 0 || row + 1 == points.size();
        for (const int column : { 0, 1 }) {
            const int value = column == 0 ? points.at(row).influence : points.at(row).strain;
            auto *item = new QTableWidgetItem(locale().toString(value));
            item->setTextAlignment(Qt::AlignRight | Qt::AlignVCenter);
            if (isEnd && column == 0)
                item->setFlags(item->flags() & ~Qt::ItemIsEditable);
            m_table->setItem(row, column, item);
        }
    }
    m_ceiling->setValue(curve().ceiling);
    m_floor->setMaximum(curve().ceiling);
    m_floor->setValue(curve().floor);
    m_isFilling = false;
}

void ToleranceDialog::readTable(const QTableWidgetItem *item)
{
    if (m_isFilling)
        return;
    bool isNumber = false;
    const int value = locale().toInt(item->text(), &isNumber);
    const ToleranceCurve before = curve();
    if (isNumber) {
        TolerancePoint point = before.points.value(item->row());
        (item->column() == 0 ? point.influence : point.strain) = value;
        const ToleranceCurve next = withPointAt(before, item->row(), point);
        if (!(next == before)) {
            m_before.append(before);
            m_plot->setCurve(next);
        }
    }
    showCurve(); // what the rules do not allow stands there as they allow it
}

void ToleranceDialog::setLines()
{
    if (m_isFilling)
        return;
    ToleranceCurve next = curve();
    next.ceiling = m_ceiling->value();
    next.floor = std::min(m_floor->value(), next.ceiling);
    m_before.append(curve());
    m_plot->setCurve(next);
    showCurve();
}

void ToleranceDialog::check()
{
    const auto sound = wheelhouse::check(curve());
    const bool isNew = !(curve() == m_agreed);
    const auto changed = changedBy(m_agreed, curve(), m_people);
    m_what->setInk(sound ? Ink::Second : Ink::Red);
    m_what->setText(!sound ? sound.error().message
            : !isNew       ? tr("As agreed on. Drag a point, or choose one with the arrows and press Space.")
            : changed.isEmpty()
            ? tr("This changes what is suggested for nobody who is here now.")
            : tr("This changes what is suggested for %Ln person(s).", nullptr, int(changed.size())));
    m_agree->setEnabled(sound && isNew && !why().isEmpty());
}

} // namespace wheelhouse
