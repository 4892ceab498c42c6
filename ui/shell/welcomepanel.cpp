#include "ui/shell/welcomepanel.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/label.h"
#include "ui/shell/lookcontrols.h"

#include <QGridLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>

namespace wheelhouse {
namespace {

constexpr int roomForBoth = 1100; // px; below, the keys of the first day leave the room to the ways in

/// A column on its own ground, with a line at its leading edge.
class Side : public QWidget {
public:
    explicit Side(const Look &look)
        : m_look(look)
    {
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas canvas(painter, m_look, layoutDirection(), rect());
        canvas.fill(rect(), m_look.theme().window);
        canvas.fill(QRect(0, 0, 1, height()), m_look.theme().line);
    }

private:
    const Look &m_look;
};

QScrollArea *scrolling(QWidget *content)
{
    auto *area = new QScrollArea;
    area->setFrameShape(QFrame::NoFrame);
    area->setWidgetResizable(true);
    area->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    area->setFocusPolicy(Qt::NoFocus);
    area->setWidget(content);
    return area;
}

} // namespace

WayIn::WayIn(const Look &look, int key, const QString &icon, const QString &title, const QString &words)
    : m_look(look)
    , m_key(QString::number(key))
    , m_icon(icon)
    , m_title(title)
    , m_words(words)
{
    setFocusPolicy(Qt::StrongFocus);
    setAccessibleName(title);
    setAccessibleDescription(words);
    QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
    policy.setHeightForWidth(true);
    setSizePolicy(policy);
    connect(&look, &Look::changed, this, &WayIn::updateGeometry);
}

QRect WayIn::wordsRect(int width) const
{
    const int left = 16 + m_look.scaled(22) + space::pane;
    const int right = width - 16 - m_look.scaled(17) - space::pane;
    const int top = 13 + m_look.lineHeight(Type::Heading) + 1;
    const QFontMetrics metrics(m_look.font(Type::Body));
    const QRect bound = metrics.boundingRect(QRect(0, 0, right - left, 1000), Qt::TextWordWrap, m_words);
    const int lines = qMax(1, qRound(double(bound.height()) / metrics.lineSpacing()));
    return { left, top, right - left, lines * m_look.lineHeight(Type::Body) };
}

int WayIn::heightForWidth(int width) const
{
    return wordsRect(width).bottom() + 14;
}

QSize WayIn::sizeHint() const
{
    const int width = m_look.scaled(580);
    return { width, heightForWidth(width) };
}

void WayIn::press()
{
    if (isEnabled())
        emit chosen();
}

void WayIn::paintEvent(QPaintEvent *)
{
    QPainter painter(this);
    Canvas canvas(painter, m_look, layoutDirection(), rect());
    const Theme &theme = m_look.theme();
    canvas.fill(rect(), isEnabled() ? theme.base : theme.alternate, space::cardRadius);
    canvas.frame(rect(), hasFocus() ? theme.accent.text : isEnabled() ? theme.outline : theme.line, space::cardRadius);
    if (hasFocus())
        canvas.frame(rect().adjusted(1, 1, -1, -1), theme.accent.text, space::cardRadius - 1);
    const int side = m_look.scaled(22);
    canvas.icon(QRect(16, (height() - side) / 2, side, side), m_icon, isEnabled() ? theme.accent.text : theme.text3);
    const QRect words = wordsRect(width());
    const QRect title(words.left(), 13, words.width(), m_look.lineHeight(Type::Heading));
    canvas.text(title, m_title, m_look.font(Type::Heading), isEnabled() ? theme.text : theme.text3);
    canvas.keycaps(rect().adjusted(0, 0, -16, 0), { m_key }, Canvas::Side::Trailing);
    painter.setFont(m_look.font(Type::Body));
    painter.setPen(isEnabled() ? theme.text2 : theme.text3);
    painter.setLayoutDirection(layoutDirection());
    painter.drawText(canvas.placed(words), Qt::TextWordWrap | Qt::AlignVCenter | Qt::AlignLeading, m_words);
}

void WayIn::keyPressEvent(QKeyEvent *event)
{
    switch (event->key()) {
    case Qt::Key_Return:
    case Qt::Key_Enter:
    case Qt::Key_Space:
        return press();
    case Qt::Key_Down:
        focusNextChild();
        return;
    case Qt::Key_Up:
        focusPreviousChild();
        return;
    default:
        QWidget::keyPressEvent(event);
    }
}

void WayIn::mouseReleaseEvent(QMouseEvent *event)
{
    if (rect().contains(event->position().toPoint()))
        press();
}

WelcomePanel::WelcomePanel(Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
{
    setAccessibleName(tr("Take the wheel"));
    auto *row = new QHBoxLayout(this);
    row->setContentsMargins(0, 0, 0, 0);
    row->setSpacing(0);
    row->addWidget(scrolling(waysIn()), 1);
    m_firstDay = firstDay();
    row->addWidget(m_firstDay);
    setFocusProxy(m_ways.constFirst());
}

WayIn *WelcomePanel::way(int key, const char *icon, const QString &title, const QString &words)
{
    auto *button = new WayIn(m_look, key, QString::fromLatin1(icon), title, words);
    m_ways.append(button);
    return button;
}

QWidget *WelcomePanel::waysIn()
{
    auto *page = new QWidget;
    page->setBackgroundRole(QPalette::Base);
    page->setAutoFillBackground(true);
    auto *wheel = new QLabel;
    const auto dress = [this, wheel] {
        wheel->setPixmap(
            Icons::pixmap(QStringLiteral("wheel"), m_look.theme().accent.text, m_look.scaled(52), devicePixelRatioF()));
    };
    connect(&m_look, &Look::changed, wheel, dress);
    dress();
    auto *title = new TextLabel(m_look, Type::Figure, Ink::First, tr("Take the wheel"));
    title->setType(Type::Figure, QFont::DemiBold);
    auto *promise = new TextLabel(m_look, Type::Heading, Ink::Second,
        tr("Wheelhouse keeps every mention, draft and decision on this computer. It works with no "
                                 "network."));
    promise->setType(Type::Heading, QFont::Normal);
    promise->setWordWrap(true);
    promise->setMaximumWidth(520);
    auto *start =
        way(1, "list-add", tr("Start a new desk"), tr("You are the first. Name it, then connect an account."));
    auto *join = way(2, "user-group-new",
        tr("Join my team"),
            tr("Not yet: sharing a desk between computers is not built. Until then each desk stands alone."));
    auto *takeOver = way(3, "folder-open",
        tr("Take over a desk"),
            tr("Import accounts, history, open promises and the mess. You get a list of what needs you first."));
    auto *look = way(4, "media-playback-start",
        tr("Look around with sample data"),
            tr("Marlowe Coffee, made-up people and conversations. Nothing can be sent."));
    join->setEnabled(false);
    connect(start, &WayIn::chosen, this, &WelcomePanel::newDeskRequested);
    connect(join, &WayIn::chosen, this, &WelcomePanel::joinTeamRequested);
    connect(takeOver, &WayIn::chosen, this, &WelcomePanel::takeOverRequested);
    connect(look, &WayIn::chosen, this, &WelcomePanel::sampleDataRequested);
    auto *where = new Link(m_look, Type::Small, tr("Where is my data?"));
    connect(where, &Link::clicked, this, &WelcomePanel::whereIsMyDataRequested);

    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(120, 96, 90, 24);
    column->setSpacing(10);
    column->addWidget(wheel);
    column->addSpacing(8);
    column->addWidget(title);
    column->addWidget(promise);
    column->addSpacing(18);
    for (WayIn *button : std::as_const(m_ways)) {
        button->setMaximumWidth(580);
        column->addWidget(button);
    }
    column->addSpacing(12);
    auto *last = new QHBoxLayout;
    last->setSpacing(space::grid);
    last->addWidget(new TextLabel(
        m_look, Type::Small, Ink::Second, tr("Nothing leaves this computer until you connect an account.")));
    last->addWidget(where);
    last->addStretch();
    column->addLayout(last);
    column->addStretch();
    return page;
}

QWidget *WelcomePanel::firstDay()
{
    auto *page = new Side(m_look);
    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(44, 96, 44, 24);
    column->setSpacing(space::card);
    column->addWidget(new TextLabel(m_look, Type::Tiny, Ink::Third, tr("Ten keys are enough for the first day")));
    auto *grid = new QGridLayout;
    grid->setVerticalSpacing(24);
    const QStringList keys { QStringLiteral("J"),
        tr("next"), QStringLiteral("K"),
            tr("back"), QStringLiteral("E"),
                tr("done"), QStringLiteral("R"),
                    tr("reply"), QStringLiteral("A"),
                        tr("assign"), QStringLiteral("L"),
                            tr("label"), QStringLiteral("S"),
                                tr("snooze"), QStringLiteral("X"),
                                    tr("select"), QStringLiteral("/"),
                                        tr("search"), QStringLiteral("?"), tr("all keys") };
    for (int i = 0; i + 1 < keys.size(); i += 2)
        grid->addWidget(new KeyCap(m_look, { keys.at(i) }, keys.at(i + 1)), i / 4, i / 2 % 2, Qt::AlignLeading);
    column->addLayout(grid);
    column->addSpacing(space::grid);
    const QString control = tr("Ctrl");
    column->addWidget(new KeyCap(m_look, { control, QStringLiteral("Z") }, tr("takes back whatever you just did")));
    column->addWidget(new KeyCap(m_look, { control, QStringLiteral("K") }, tr("finds any command or person")));
    column->addSpacing(28);
    column->addWidget(new TextLabel(m_look, Type::Tiny, Ink::Third, tr("How should it look?")));
    column->addWidget(new LookControls(m_look));
    column->addStretch();
    auto *area = scrolling(page);
    area->setFixedWidth(520);
    return area;
}

void WelcomePanel::keyPressEvent(QKeyEvent *event)
{
    const int number = event->text().isEmpty() ? 0 : event->text().at(0).digitValue();
    if (number >= 1 && number <= m_ways.size() && !(event->modifiers() & ~(Qt::KeypadModifier | Qt::ShiftModifier)))
        m_ways.at(number - 1)->press();
    else
        QWidget::keyPressEvent(event);
}

void WelcomePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    m_firstDay->setFixedWidth(width() >= roomForBoth ? 520 : 400);
    auto *page = static_cast<QScrollArea *>(layout()->itemAt(0)->widget())->widget();
    page->layout()->setContentsMargins(width() >= roomForBoth ? 120 : 40, width() >= roomForBoth ? 96 : 32, 40, 24);
}

} // namespace wheelhouse
