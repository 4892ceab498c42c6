#pragma once

#include <QList>
#include <QObject>
#include <QSet>

namespace wheelhouse {

/// The conversations somebody has ticked to act on together, in the order of ticking.
class Choice : public QObject {
    Q_OBJECT
public:
    static constexpr int most = 1000; ///< as many go into one step

    explicit Choice(QObject *parent = nullptr)
        : QObject(parent)
    {
    }
    [[nodiscard]] const QList<qint64> &rows() const { return m_rows; }
    [[nodiscard]] bool isEmpty() const { return m_rows.isEmpty(); }
    [[nodiscard]] bool contains(qint64 conversation) const { return m_set.contains(conversation); }
    [[nodiscard]] const QSet<qint64> &set() const { return m_set; }

    void toggle(qint64 conversation)
    {
        if (!m_set.remove(conversation))
            add({ conversation });
        else
            m_rows.removeAll(conversation);
        emit changed();
    }
    void include(const QList<qint64> &conversations)
    {
        add(conversations);
        emit changed();
    }
    void leaveOut(const QList<qint64> &conversations)
    {
        for (const qint64 each : conversations)
            if (m_set.remove(each))
                m_rows.removeAll(each);
        emit changed();
    }
    void clear()
    {
        m_rows.clear();
        m_set.clear();
        emit changed();
    }

signals:
    void changed();

private:
    void add(const QList<qint64> &conversations)
    {
        for (const qint64 each : conversations)
            if (m_rows.size() < most && each > 0 && !m_set.contains(each)) {
                m_set.insert(each);
                m_rows.append(each);
            }
    }
    QList<qint64> m_rows;
    QSet<qint64> m_set;
};

} // namespace wheelhouse
