#pragma once

#include "core/publishing/outboxbook.h"
#include "ui/kit/label.h"

#include <QAbstractButton>

class QBoxLayout;
class QComboBox;
class QLineEdit;
class QPushButton;

namespace wheelhouse {

/// One of the three ways outgoing posts may stand: its name and how many it is about, on two lines; hatched where it
/// holds.
class HoldChoice : public QAbstractButton {
    Q_OBJECT
public:
    HoldChoice(const Look &look, bool holds, QWidget *parent);
    void setWords(const QString &name, const QString &count);
    [[nodiscard]] QSize sizeHint() const override; ///< with both lines whole

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    const Look &m_look;
    QString m_count;
    bool m_holds;
};

/// Running, one campaign held, everything held: with the counts before one presses, and a reason. It writes nothing:
/// it says what is wanted. For an overlay.
class HoldCard : public QWidget {
    Q_OBJECT
public:
    HoldCard(const Look &look, QWidget *parent = nullptr);
    /// As it stands now; what a person chose and wrote stays.
    void setFigures(const HoldFigures &figures);
    /// Begins anew, with \a campaign (row; 0: as it stands) chosen.
    void begin(qint64 campaign);
    void say(const Error &error);
    [[nodiscard]] QWidget *firstFocus() const;

signals:
    void holdRequested(qint64 campaign, const QString &reason); ///< 0: everything
    void releaseRequested(const QList<wheelhouse::HoldId> &holds);
    void cancelled();

protected:
    void keyPressEvent(QKeyEvent *event) override;
    void resizeEvent(QResizeEvent *event) override;

private:
    enum Way { Running, Campaign, All };
    void layOut();
    void settle();
    void settleWays();
    void agree();
    void choose(Way way);
    [[nodiscard]] const Hold *holdOf(qint64 campaign) const; ///< nullptr: it is not held
    [[nodiscard]] qint64 wantedCampaign() const;
    [[nodiscard]] QString countOf(qint64 campaign, int toSend) const;

    const Look &m_look;
    HoldFigures m_figures;
    Way m_way = All;
    qint64 m_asked = 0; ///< campaign to begin with
    bool m_isFresh = true; ///< nothing was chosen yet
    QList<HoldChoice *> m_choices;
    QBoxLayout *m_ways; ///< beside each other, or one below the other where their words are long
    QComboBox *m_campaign;
    TextLabel *m_stands;
    QLineEdit *m_reason;
    TextLabel *m_means;
    TextLabel *m_trouble;
    QPushButton *m_yes;
    QPushButton *m_no;
};

} // namespace wheelhouse
