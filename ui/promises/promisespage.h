#pragma once

#include "core/base/lane.h"
#include "core/inbox/mentionstore.h"
#include "core/inbox/promises.h"
#include "core/team/roster.h"
#include "ui/promises/policyform.h"

class QCheckBox;
class QLineEdit;
class QListWidget;
class QPushButton;
class QSettings;

namespace wheelhouse {

class Notice;

/// What the page works with. All of it outlives the page.
struct PromiseServices {
    Lane &engine;
    Promises &promises; ///< only inside engine.ask(…)
    PolicyReader &policies; ///< on the window's thread, as the next two
    MentionStore &store;
    Roster &roster;
};

/// The promises of this desk: what, to whom, in which hours and why. A desk begins with none and is offered one.
class PromisesPage : public QWidget {
    Q_OBJECT
public:
    /// \a settings: what this desk's person likes about warnings.
    PromisesPage(const PromiseServices &services, const Look &look, QSettings &settings, QWidget *parent = nullptr);

private:
    void layOut();
    void listen();
    void readChoices();
    void read(PolicyId shown = {});
    void show(int row);
    void begin();
    void save();
    void remove();
    void importHolidays();
    void previewEffects();
    void recompute();
    void took(const Result<Acted> &acted, PolicyId shown);
    [[nodiscard]] QLayout *warnings();
    void keepWarnings();
    void showEffects(const QList<PromiseEffect> &effects);

    PromiseServices m_services;
    const Look &m_look;
    QSettings &m_settings;
    QList<PromisePolicy> m_policies;
    QListWidget *m_list;
    PolicyForm *m_form;
    QListWidget *m_effects;
    QPushButton *m_add;
    QPushButton *m_remove;
    QPushButton *m_save;
    QPushButton *m_preview;
    QPushButton *m_recompute;
    QCheckBox *m_warns;
    QLineEdit *m_quiet;
    TextLabel *m_hint;
    Notice *m_notice;
};

} // namespace wheelhouse
