#pragma once

#include "core/posts/compositionfindings.h"
#include "ui/composer/composerservices.h"

#include <QWidget>

class QVBoxLayout;

namespace wheelhouse {

class Look;
class TextLabel;

/// What stands beside a post: what it may bring, what is to be looked at, who signs.
class SideColumn : public QWidget {
    Q_OBJECT
public:
    SideColumn(const Look &look, bool needsApproval, QWidget *parent = nullptr);

    /// \a names of outposts, by channel.
    void setFindings(const QList<ComposedFinding> &findings, const QHash<ChannelId, QString> &names);
    void setForecast(const ForecastWords &words);
    void setSpelling(const QString &trouble); ///< why nothing is judged; empty: it is

signals:
    void findingChosen(const wheelhouse::ComposedFinding &finding);

protected:
    void paintEvent(QPaintEvent *event) override;

private:
    void addHead(QVBoxLayout *column, const QString &title, const QString &aside);
    void addReasons(const QStringList &reasons, bool isMore);

    const Look &m_look;
    QWidget *m_forecast;
    TextLabel *m_range;
    TextLabel *m_record;
    QVBoxLayout *m_reasons;
    QVBoxLayout *m_findings;
    TextLabel *m_spelling;
    QList<ComposedFinding> m_shown;
};

} // namespace wheelhouse
