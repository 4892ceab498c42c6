#pragma once

#include "ui/composer/composerservices.h"

#include <QWidget>

class QListWidget;
class QVBoxLayout;

namespace wheelhouse {

class EmptyState;
class Look;

/// What stands where a post would, while none is open: what was begun, and what one may begin with.
class StartPage : public QWidget {
    Q_OBJECT
public:
    StartPage(ComposerServices &services, const Look &look, QWidget *parent = nullptr);
    void read();
    void takeFocus();

signals:
    void newRequested();
    void openRequested(const wheelhouse::PostId &post);
    void templateRequested(const wheelhouse::PostTemplate &made);
    void keepingRequested();
    void failed(const wheelhouse::Error &error);

private:
    void fill();

    ComposerServices &m_services;
    const Look &m_look;
    EmptyState *m_empty;
    QListWidget *m_list;
    QVBoxLayout *m_column;
    QList<PostTemplate> m_templates;
    QList<DraftLine> m_drafts;
    qint64 m_count = 0; ///< of all drafts
};

} // namespace wheelhouse
