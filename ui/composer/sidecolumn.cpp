#include "ui/composer/sidecolumn.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/label.h"

#include <QHBoxLayout>
#include <QPainter>
#include <QPushButton>

namespace wheelhouse {

namespace {

void empty(QLayout *layout)
{
    while (QLayoutItem *item = layout->takeAt(0)) {
        if (item->widget() != nullptr)
            item->widget()->deleteLater();
        delete item;
    }
}

/// What is wrong, where, and a way there.
class FindingRow : public QWidget {
public:
    FindingRow(const Look &look, const ComposedFinding &finding, const QString &whose, QWidget *parent)
        : QWidget(parent)
    {
        const bool stops = finding.finding.stops;
        auto *glyph = new QLabel(this);
        const Theme &theme = look.theme();
        glyph->setPixmap(Icons::pixmap(stops ? QStringLiteral("post-clash") : QStringLiteral("data-information"),
            stops ? theme.red.text : theme.amber.text, look.scaled(14), devicePixelRatioF()));
        auto *words = new TextLabel(look, Type::Small, Ink::Second, finding.finding.sentence, this);
        words->setWordWrap(true);
        link = new Link(look, Type::Small, whose, this);
        link->setElides();
        link->setAccessibleName(whose + QStringLiteral(": ") + finding.finding.sentence);
        auto *column = new QVBoxLayout;
        column->setSpacing(0);
        column->addWidget(link);
        column->addWidget(words);
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, space::tightGap, 0, space::tightGap);
        row->setSpacing(space::gap);
        row->addWidget(glyph, 0, Qt::AlignTop);
        row->addLayout(column, 1);
    }
    Link *link;
};

} // namespace

SideColumn::SideColumn(const Look &look, bool needsApproval, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_forecast(new QWidget(this))
    , m_range(new TextLabel(look, Type::Fact, Ink::First, {}, m_forecast))
    , m_record(new TextLabel(look, Type::Small, Ink::Second, {}, m_forecast))
    , m_reasons(new QVBoxLayout)
    , m_findings(new QVBoxLayout)
    , m_spelling(new TextLabel(look, Type::Small, Ink::Third, {}, this))
{
    setAccessibleName(tr("Forecast and findings"));
    auto *forecast = new QVBoxLayout(m_forecast);
    forecast->setContentsMargins(0, 0, 0, space::pane);
    forecast->setSpacing(space::grid);
    addHead(forecast, tr("Forecast"), tr("a guess, you decide"));
    forecast->addWidget(m_range);
    forecast->addWidget(m_record);
    forecast->addLayout(m_reasons);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(16, space::pane, 16, space::pane);
    column->setSpacing(space::grid);
    column->addWidget(m_forecast);
    addHead(column, tr("To look at"), {});
    column->addLayout(m_findings);
    column->addWidget(m_spelling);
    column->addSpacing(space::pane);
    addHead(column, tr("Who signs"), {});
    auto *signs = new TextLabel(look, Type::Small, Ink::Second,
        needsApproval
            ? tr("The team decided that nothing goes out which nobody signed. Signing is not built yet, so that "
                 "what is planned waits.")
            : tr("No signature is needed: what you plan goes out."),
        this);
    for (TextLabel *each : { m_range, m_record, m_spelling, signs })
        each->setWordWrap(true);
    column->addWidget(signs);
    column->addStretch();
    setForecast({});
    setFindings({}, {});
    setSpelling({});
    connect(&look, &Look::changed, this, qOverload<>(&QWidget::update));
}

void SideColumn::addHead(QVBoxLayout *column, const QString &title, const QString &aside)
{
    auto *row = new QHBoxLayout;
    row->addWidget(new TextLabel(m_look, Type::Heading, Ink::First, title, this));
    row->addStretch();
    auto *words = new TextLabel(m_look, Type::Tiny, Ink::Third, aside, this);
    words->setElides();
    row->addWidget(words);
    column->addLayout(row);
}

void SideColumn::setFindings(const QList<ComposedFinding> &findings, const QHash<ChannelId, QString> &names)
{
    if (findings == m_shown && m_findings->count() > 0)
        return;
    m_shown = findings;
    empty(m_findings);
    for (const ComposedFinding &each : findings) {
        const QString whose = each.channel.isNull() ? tr("The post")
            : each.part > 0 ? tr("%1, part %2").arg(names.value(each.channel)).arg(each.part + 1)
                            : names.value(each.channel);
        auto *row = new FindingRow(m_look, each, whose, this);
        connect(row->link, &Link::clicked, this, [this, each] { emit findingChosen(each); });
        m_findings->addWidget(row);
    }
    if (findings.isEmpty())
        m_findings->addWidget(new TextLabel(m_look, Type::Small, Ink::Green, tr("✓ Nothing stands against it."), this));
}

void SideColumn::addReasons(const QStringList &reasons, bool isMore)
{
    for (const QString &each : reasons) {
        auto *row = new QWidget(m_forecast);
        auto *sign = new TextLabel(m_look, Type::Small, isMore ? Ink::Green : Ink::Red,
            isMore ? QStringLiteral("+") : QStringLiteral("\u2212"), row);
        sign->setFixedWidth(m_look.scaled(12));
        auto *words = new TextLabel(m_look, Type::Small, Ink::First, each, row);
        words->setWordWrap(true);
        auto *line = new QHBoxLayout(row);
        line->setContentsMargins(0, 0, 0, 0);
        line->setSpacing(space::tightGap);
        line->addWidget(sign, 0, Qt::AlignTop);
        line->addWidget(words, 1);
        m_reasons->addWidget(row);
    }
}

void SideColumn::setForecast(const ForecastWords &words)
{
    m_forecast->setVisible(!words.range.isEmpty());
    m_range->setText(words.range);
    const bool hasRange = !words.record.isEmpty() || !words.more.isEmpty() || !words.fewer.isEmpty();
    m_range->setType(hasRange ? Type::Fact : Type::Small);
    m_range->setInk(hasRange ? Ink::First : Ink::Second);
    m_record->setText(words.record);
    m_record->setVisible(!words.record.isEmpty());
    empty(m_reasons);
    addReasons(words.more, true);
    addReasons(words.fewer, false);
}

void SideColumn::setSpelling(const QString &trouble)
{
    m_spelling->setText(trouble);
    m_spelling->setVisible(!trouble.isEmpty());
}

void SideColumn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    painter.fillRect(rect(), m_look.theme().base);
    painter.fillRect(canvas.placed(QRect(0, 0, 1, height())), m_look.theme().line);
}

} // namespace wheelhouse
