#pragma once

#include <QTcpServer>

namespace wheelhouse {

/// A small web site on loopback that the tour looks up: a page that names two feeds, the feeds, a page that names
/// none; and as much of a network as an account signs in at.
class TourSite : public QObject {
    Q_OBJECT
public:
    TourSite();
    [[nodiscard]] QString page() const; ///< names two feeds
    [[nodiscard]] QString bare() const; ///< names none

private:
    void answer(QTcpSocket &socket, const QByteArray &path);
    [[nodiscard]] QString at(const char *path) const;

    QTcpServer m_server;
};

} // namespace wheelhouse
