#include "ui/shell/welcomepanel.h"

#include "ui/kit/canvas.h"
#include "ui/kit/icons.h"
#include "ui/kit/keycap.h"
#include "ui/kit/label.h"
#include "ui/shell/lookcontrols.h"

#include <QHBoxLayout>
#include <QKeyEvent>
#include <QMouseEvent>
#include <QPainter>
#include <QScrollArea>

namespace wheelhouse {
namespace {

constexpr int edge = 14; // px, above and below the words of a way in
constexpr int textColumn = 580; // px
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

/// Words in lines of the type's own height, which QLabel cannot set.
class Paragraph : public QWidget {
public:
    Paragraph(const Look &look, Type type, const QString &words)
        : m_look(look)
        , m_type(type)
        , m_words(words)
    {
        setAccessibleName(words);
        QSizePolicy policy(QSizePolicy::Expanding, QSizePolicy::Fixed);
        policy.setHeightForWidth(true);
        setSizePolicy(policy);
        connect(&look, &Look::changed, this, &QWidget::updateGeometry);
    }
    bool hasHeightForWidth() const override { return true; }
    int heightForWidth(int width) const override { return Canvas::paragraphHeight(m_look, m_words, m_type, width); }
    QSize sizeHint() const override { return { maximumWidth(), heightForWidth(maximumWidth()) }; }
    QSize minimumSizeHint() const override { return { 0, m_look.lineHeight(m_type) }; }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas(painter, m_look, layoutDirection(), rect()).paragraph(rect(), m_words, m_type, m_look.theme().text2);
    }

private:
    const Look &m_look;
    Type m_type;
    QString m_words;
};

/// Two keys of the first day on a line of their own.
class KeyRow : public QWidget {
public:
    explicit KeyRow(const Look &look)
        : m_look(look)
    {
        auto *row = new QHBoxLayout(this);
        row->setContentsMargins(0, 0, 0, 1);
        row->setSpacing(0);
        const auto dress = [this] { setFixedHeight(m_look.scaled(42)); };
        connect(&look, &Look::changed, this, dress);
        dress();
    }
    void add(const QString &key, const QString &word)
    {
        auto *cap = new KeyCap(m_look, { key }, word);
        cap->setInk(Ink::First);
        auto *half = new QHBoxLayout;
        half->addWidget(cap);
        half->addStretch();
        static_cast<QHBoxLayout *>(layout())->addLayout(half, 1);
    }

protected:
    void paintEvent(QPaintEvent *) override
    {
        QPainter painter(this);
        Canvas(painter, m_look, layoutDirection(), rect())
            .fill(QRect(0, height() - 1, width(), 1), m_look.theme().line);
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
    const int top = edge + m_look.lineHeight(Type::Heading) + 1;
    return { left, top, right - left, Canvas::paragraphHeight(m_look, m_words, Type::Body, right - left) };
}

int WayIn::heightForWidth(int width) const
{
    return wordsRect(width).bottom() + 1 + edge;
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
    const QRect title(words.left(), edge, words.width(), m_look.lineHeight(Type::Heading));
    canvas.text(title, m_title, m_look.font(Type::Heading), isEnabled() ? theme.text : theme.text3);
    canvas.keycaps(rect().adjusted(0, 0, -16, 0), { m_key }, Canvas::Side::Trailing);
    canvas.paragraph(words, m_words, Type::Body, isEnabled() ? theme.text2 : theme.text3);
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
    connect(&m_look, &Look::changed, this, &WelcomePanel::settle);
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
    auto *title = new TextLabel(m_look, Type::Welcome, Ink::First, tr("Take the wheel"));
    auto *promise = new Paragraph(m_look, Type::Lead,
        tr("Wheelhouse keeps every mention, draft and decision on this computer. It works with no network."));
    const auto widths = [this, promise] {
        promise->setMaximumWidth(m_look.scaled(520));
        for (WayIn *button : std::as_const(m_ways))
            button->setMaximumWidth(m_look.scaled(textColumn));
    };
    connect(&m_look, &Look::changed, promise, widths);
    auto *start =
        way(1, "list-add", tr("Start a new desk"), tr("You are the first. Name it, then bring in what people wrote."));
    auto *join = way(2, "user-group-new", tr("Join my team"),
        tr("Not yet: sharing a desk between computers is not built. Until then each desk stands alone."));
    auto *takeOver = way(3, "folder-open", tr("Take over a desk"),
        tr("Import its history and what is still open. You get a list of who has waited longest."));
    auto *look = way(4, "media-playback-start", tr("Look around with sample data"),
        tr("Marlowe Coffee, made-up people and conversations. Nothing can be sent."));
    join->setEnabled(false);
    connect(start, &WayIn::chosen, this, &WelcomePanel::newDeskRequested);
    connect(takeOver, &WayIn::chosen, this, &WelcomePanel::takeOverRequested);
    connect(look, &WayIn::chosen, this, &WelcomePanel::sampleDataRequested);
    auto *where = new Link(m_look, Type::Small, tr("Where is my data?"));
    connect(where, &Link::clicked, this, &WelcomePanel::whereIsMyDataRequested);

    auto *column = new QVBoxLayout(page);
    column->setContentsMargins(120, 96, 90, 24);
    column->setSpacing(0);
    column->addWidget(wheel);
    column->addSpacing(23);
    column->addWidget(title);
    column->addSpacing(8);
    column->addWidget(promise);
    column->addSpacing(28);
    for (WayIn *button : std::as_const(m_ways)) {
        column->addWidget(button);
        column->addSpacing(10);
    }
    column->addSpacing(12);
    widths();
    auto *last = new QHBoxLayout;
    last->setSpacing(2);
    auto *stays = new TextLabel(
        m_look, Type::Small, Ink::Second, tr("Nothing leaves this computer until you connect an account."));
    stays->setElides();
    last->addWidget(stays);
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
    column->setSpacing(0);
    const auto caption = [this, column](const QString &words) {
        auto *label = new TextLabel(m_look, Type::Tiny, Ink::Third, words);
        label->setType(Type::Tiny, QFont::DemiBold);
        column->addWidget(label);
    };
    caption(tr("Ten keys are enough for the first day"));
    column->addSpacing(space::pane);
    const QStringList keys { QStringLiteral("J"), tr("next"), QStringLiteral("K"), tr("back"), QStringLiteral("E"),
        tr("done"), QStringLiteral("R"), tr("reply"), QStringLiteral("A"), tr("assign"), QStringLiteral("L"),
        tr("label"), QStringLiteral("S"), tr("snooze"), QStringLiteral("X"), tr("select"), QStringLiteral("/"),
        tr("search"), QStringLiteral("?"), tr("all keys") };
    for (int i = 0; i + 3 < keys.size(); i += 4) {
        auto *row = new KeyRow(m_look);
        row->add(keys.at(i), keys.at(i + 1));
        row->add(keys.at(i + 2), keys.at(i + 3));
        column->addWidget(row);
    }
    const QString control = tr("Ctrl");
    const auto far = [this, column, &control](int above, const QString &key, const QString &words) {
        auto *cap = new KeyCap(m_look, { control, key }, words);
        cap->setInk(Ink::First);
        column->addSpacing(above);
        column->addWidget(cap);
    };
    far(16, QStringLiteral("Z"), tr("takes back whatever you just did"));
    far(space::card, QStringLiteral("K"), tr("finds any command or person"));
    column->addSpacing(44);
    caption(tr("How should it look?"));
    column->addSpacing(10);
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

/// The keys take the room they need; where little is left for the ways in, they leave it to them.
void WelcomePanel::settle()
{
    const bool roomy = width() >= m_look.scaled(roomForBoth);
    auto *keys = static_cast<QScrollArea *>(m_firstDay)->widget();
    keys->layout()->setContentsMargins(roomy ? 44 : 24, roomy ? 96 : 32, roomy ? 44 : 24, 24);
    const int needed = keys->minimumSizeHint().width();
    m_firstDay->setFixedWidth(roomy ? qMax(520, needed) : qMin(qMax(360, needed), width() / 2));
    m_firstDay->setVisible(roomy || needed <= width() / 2);
    auto *page = static_cast<QScrollArea *>(layout()->itemAt(0)->widget())->widget();
    page->layout()->setContentsMargins(roomy ? 120 : 40, roomy ? 96 : 32, roomy ? 90 : 40, 24);
}

void WelcomePanel::resizeEvent(QResizeEvent *event)
{
    QWidget::resizeEvent(event);
    settle();
}

} // namespace wheelhouse
