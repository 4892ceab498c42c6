#include "ui/promises/promisespage.h"

#include "core/inbox/holidays.h"
#include "ui/kit/notice.h"
#include "ui/promises/bellsettings.h"

#include <QCheckBox>
#include <QFile>
#include <QFileDialog>
#include <QHBoxLayout>
#include <QLineEdit>
#include <QListWidget>
#include <QLocale>
#include <QPushButton>
#include <QScrollArea>
#include <QSettings>
#include <QTimeZone>

namespace wheelhouse {

namespace {

constexpr qint64 mostCalendar = 8LL * 1024 * 1024; // bytes read of a file; the reader takes half of it

QPushButton *button(const QString &words, QWidget *parent)
{
    auto *made = new QPushButton(words, parent);
    made->setAutoDefault(false);
    return made;
}

QString moment(const QDateTime &at)
{
    return at.isValid() ? QLocale().toString(at.toLocalTime(), QStringLiteral("ddd d MMM HH:mm")) : QString();
}

} // namespace

PromisesPage::PromisesPage(const PromiseServices &services, const Look &look, QSettings &settings, QWidget *parent)
    : QWidget(parent)
    , m_services(services)
    , m_look(look)
    , m_settings(settings)
    , m_list(new QListWidget(this))
    , m_form(new PolicyForm(look, this))
    , m_effects(new QListWidget(this))
    , m_add(button(tr("New"), this))
    , m_remove(button(tr("Remove"), this))
    , m_save(button(tr("Save"), this))
    , m_preview(button(tr("Recompute what runs…"), this))
    , m_recompute(button(QString(), this))
    , m_warns(new QCheckBox(tr("Tell me on the desktop before one breaks"), this))
    , m_quiet(new QLineEdit(this))
    , m_hint(new TextLabel(look, Type::Small, Ink::Second, {}, this))
    , m_notice(new Notice(look, this))
{
    m_list->setAccessibleName(tr("Promises"));
    m_list->setProperty("dataText", true);
    m_list->setUniformItemSizes(true);
    m_effects->setAccessibleName(tr("What recomputing would change"));
    m_effects->setProperty("dataText", true);
    m_effects->setWordWrap(true);
    m_effects->hide();
    m_recompute->hide();
    m_hint->setWordWrap(true);
    layOut();
    listen();
    readChoices();
    read();
}

void PromisesPage::layOut()
{
    auto *scroll = new QScrollArea(this);
    scroll->setFrameShape(QFrame::NoFrame);
    scroll->setWidgetResizable(true);
    scroll->setHorizontalScrollBarPolicy(Qt::ScrollBarAlwaysOff);
    scroll->setWidget(m_form);
    auto *left = new QVBoxLayout;
    left->addWidget(m_list, 1);
    auto *pair = new QHBoxLayout;
    pair->setSpacing(space::tightGap);
    for (QPushButton *each : { m_add, m_remove }) {
        each->setProperty("small", true);
        pair->addWidget(each);
    }
    pair->addStretch();
    left->addLayout(pair);
    m_list->setFixedWidth(qMax(m_look.scaled(150), pair->sizeHint().width()));
    m_save->setProperty("kind", QStringLiteral("primary"));
    auto *row = new QHBoxLayout;
    row->setSpacing(space::pane);
    row->addLayout(left);
    row->addWidget(scroll, 1);
    auto *acts = new QHBoxLayout;
    acts->addWidget(m_preview);
    acts->addWidget(m_recompute);
    acts->addStretch();
    acts->addWidget(m_save);
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    auto *title = new TextLabel(m_look, Type::Title, Ink::First, tr("What is promised, and why"), this);
    title->setWordWrap(true);
    column->addWidget(title);
    column->addWidget(m_hint);
    column->addWidget(m_notice);
    column->addLayout(row, 3);
    column->addWidget(m_effects, 1);
    column->addLayout(acts);
    column->addWidget(m_warns);
    column->addLayout(warnings());
}

void PromisesPage::listen()
{
    connect(m_list, &QListWidget::currentRowChanged, this, &PromisesPage::show);
    connect(m_add, &QPushButton::clicked, this, &PromisesPage::begin);
    connect(m_remove, &QPushButton::clicked, this, &PromisesPage::remove);
    connect(m_save, &QPushButton::clicked, this, &PromisesPage::save);
    connect(m_preview, &QPushButton::clicked, this, &PromisesPage::previewEffects);
    connect(m_recompute, &QPushButton::clicked, this, &PromisesPage::recompute);
    connect(m_form, &PolicyForm::holidaysRequested, this, &PromisesPage::importHolidays);
}

QLayout *PromisesPage::warnings()
{
    const BellSettings now = BellSettings::read(m_settings);
    m_warns->setChecked(now.isOn);
    m_quiet->setAccessibleName(tr("Quiet hours"));
    m_quiet->setPlaceholderText(QStringLiteral("22:00-07:00"));
    m_quiet->setFixedWidth(m_look.scaled(110));
    m_quiet->setProperty("dataText", true);
    if (now.quietFrom.isValid() && now.quietTo.isValid())
        m_quiet->setText(now.quietFrom.toString(QStringLiteral("HH:mm")) + QLatin1Char('-')
            + now.quietTo.toString(QStringLiteral("HH:mm")));
    connect(m_warns, &QCheckBox::toggled, this, &PromisesPage::keepWarnings);
    connect(m_quiet, &QLineEdit::editingFinished, this, &PromisesPage::keepWarnings);
    auto *row = new QHBoxLayout;
    auto *quiet = new QLabel(tr("&Quiet from and to"), this);
    quiet->setBuddy(m_quiet);
    row->setSpacing(space::gap);
    row->addWidget(quiet);
    row->addWidget(m_quiet);
    row->addStretch();
    return row;
}

void PromisesPage::keepWarnings()
{
    const QStringList ends = m_quiet->text().split(QLatin1Char('-'));
    BellSettings wanted { m_warns->isChecked(), {}, {} };
    if (ends.size() == 2) {
        wanted.quietFrom = QTime::fromString(ends.at(0).trimmed(), QStringLiteral("H:mm"));
        wanted.quietTo = QTime::fromString(ends.at(1).trimmed(), QStringLiteral("H:mm"));
    }
    if (!m_quiet->text().trimmed().isEmpty() && !(wanted.quietFrom.isValid() && wanted.quietTo.isValid())) {
        m_notice->warn(tr("Write quiet hours like 22:00-07:00."));
        return;
    }
    wanted.write(m_settings);
}

void PromisesPage::readChoices()
{
    PolicyForm::Choices choices;
    QList<qint64> rows;
    if (const auto channels = m_services.store.channels(rows))
        for (qsizetype i = 0; i < channels->size(); ++i)
            choices.channels.append({ rows.at(i), channels->at(i).name });
    if (const auto departments = m_services.roster.departments())
        for (const Department &each : *departments)
            choices.departments.append({ each.row, each.name });
    if (const auto labels = m_services.store.labels())
        for (const Label &each : *labels)
            choices.labels.append({ each.row, each.name });
    m_form->setChoices(choices);
}

/// What is in force now; \a shown becomes current, or the first.
void PromisesPage::read(PolicyId shown)
{
    auto found = m_services.policies.inForce();
    if (!found) {
        m_notice->say(found.error());
        return;
    }
    m_policies = *found;
    m_list->clear();
    int current = m_policies.isEmpty() ? -1 : 0;
    for (const PromisePolicy &each : std::as_const(m_policies)) {
        if (each.id == shown)
            current = m_list->count();
        auto *item = new QListWidgetItem(each.name, m_list);
        item->setSizeHint(QSize(0, m_look.rowHeight(RowKind::Checklist)));
        item->setToolTip(plainTip(each.name + u'\n' + each.reason));
    }
    m_hint->setText(m_policies.isEmpty()
            ? tr("Nothing is promised yet, and nothing is counted. This would be a beginning: change it, and save it.")
            : tr("A change holds for what is written from now on. What runs already keeps its promise, unless you "
                 "recompute it."));
    m_preview->setEnabled(!m_policies.isEmpty());
    if (m_policies.isEmpty())
        m_form->setPolicy(suggestedPolicy(QTimeZone::systemTimeZoneId()));
    m_remove->setEnabled(!m_policies.isEmpty());
    m_list->setCurrentRow(current);
}

void PromisesPage::show(int row)
{
    if (row >= 0 && row < m_policies.size())
        m_form->setPolicy(m_policies.at(row));
    m_remove->setEnabled(row >= 0);
}

void PromisesPage::begin()
{
    m_list->setCurrentRow(-1);
    PromisePolicy fresh = suggestedPolicy(QTimeZone::systemTimeZoneId());
    fresh.name.clear();
    fresh.reason.clear();
    m_form->setPolicy(fresh);
    m_form->setFocus();
}

void PromisesPage::took(const Result<Acted> &acted, PolicyId shown)
{
    if (!acted) {
        m_notice->say(acted.error());
        return;
    }
    m_notice->say(acted->sentence);
    read(shown);
}

void PromisesPage::save()
{
    const auto wanted = m_form->policy();
    if (!wanted) {
        m_notice->say(wanted.error());
        return;
    }
    m_services.engine.ask(
        this, [&promises = m_services.promises, policy = *wanted] { return promises.setPolicy(policy); },
        [this, id = wanted->id](const Result<Acted> &acted) { took(acted, id); });
}

void PromisesPage::remove()
{
    const int row = m_list->currentRow();
    if (row < 0 || row >= m_policies.size())
        return;
    m_services.engine.ask(
        this, [&promises = m_services.promises, id = m_policies.at(row).id] { return promises.removePolicy(id); },
        [this](const Result<Acted> &acted) { took(acted, {}); });
}

void PromisesPage::importHolidays()
{
    const QString path =
        QFileDialog::getOpenFileName(this, tr("Days off from a calendar"), {}, tr("Calendars (*.ics)"));
    QFile file(path);
    if (path.isEmpty())
        return;
    if (!file.open(QIODevice::ReadOnly)) {
        m_notice->say(Error { Error::Kind::Missing, tr("This file cannot be read."), file.errorString() });
        return;
    }
    // Off the window's thread: a hostile calendar may take a second and a half.
    m_services.engine.ask(
        this,
        [ics = file.read(mostCalendar)]() -> Result<HolidayImport> {
            const QDate today = QDate::currentDate();
            return readHolidays(ics, today.addYears(-1), today.addYears(10));
        },
        [this](const Result<HolidayImport> &import) {
            m_form->setHolidays(import->holidays);
            const QString days = tr("%Ln day(s) off. Save to keep them.", nullptr, int(import->holidays.size()));
            m_notice->warn(
                import->report.isEmpty() ? days : days + QLatin1Char('\n') + import->report.mid(0, 4).join(u'\n'));
        });
}

void PromisesPage::previewEffects()
{
    m_services.engine.ask(
        this, [&promises = m_services.promises] { return promises.effects(); },
        [this](const Result<QList<PromiseEffect>> &effects) {
            if (effects)
                showEffects(*effects);
            else
                m_notice->say(effects.error());
        });
}

void PromisesPage::showEffects(const QList<PromiseEffect> &effects)
{
    m_effects->clear();
    int broken = 0;
    for (const PromiseEffect &each : effects) {
        const QString was =
            each.was.isEmpty() ? tr("nothing promised") : tr("%1, %2").arg(each.was, moment(each.dueWas));
        const QString now =
            each.now.isEmpty() ? tr("nothing promised") : tr("%1, %2").arg(each.now, moment(each.dueNow));
        m_effects->addItem(tr("%1: %2 → %3").arg(each.name, was, now));
        broken += each.breaks ? 1 : 0;
    }
    m_effects->setVisible(!effects.isEmpty());
    m_recompute->setVisible(!effects.isEmpty());
    m_recompute->setText(tr("Recompute %Ln promise(s)", nullptr, int(effects.size())));
    if (effects.isEmpty())
        m_notice->say(tr("Nothing that runs would change."));
    else
        m_notice->warn(broken == 0
                ? tr("This would change what runs. Nothing has changed yet.")
                : tr("%Ln of these would be past its promise at once. Nothing has changed yet.", nullptr, broken));
    m_recompute->setFocus();
}

void PromisesPage::recompute()
{
    m_services.engine.ask(
        this, [&promises = m_services.promises] { return promises.recompute(); },
        [this](const Result<Acted> &acted) {
            m_effects->hide();
            m_recompute->hide();
            took(acted, {});
        });
}

} // namespace wheelhouse
