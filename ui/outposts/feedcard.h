#pragma once

#include "core/connectors/feed/feedfinder.h"

#include <QFrame>

class QGridLayout;

namespace wheelhouse {

class Look;
class TextLabel;

/// A feed before anybody follows it: its title, its address, what stands in it last. Strangers' words, plain.
class FeedCard : public QFrame {
    Q_OBJECT
public:
    explicit FeedCard(const Look &look, QWidget *parent = nullptr);
    void show(const FeedPreview &feed);

private:
    void addEntry(const FeedPreview::Entry &entry);
    void dress();

    const Look &m_look;
    TextLabel *m_title;
    TextLabel *m_address;
    TextLabel *m_count;
    QGridLayout *m_entries;
};

} // namespace wheelhouse
