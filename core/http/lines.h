#pragma once

#include <QIODevice>
#include <QNetworkAccessManager>
#include <QNetworkProxy>

class QUrl;

namespace wheelhouse {

/// How a request goes out: to an address that we looked up and checked, or to a proxy that looks up itself.
enum class Way { Straight, ByProxy };

/// The system's proxy for \a url, asked again each time: a laptop changes its network and with it its proxy. Of type
/// NoProxy where there is none.
[[nodiscard]] QNetworkProxy systemProxy(const QUrl &url);

/// Has \a network go \a way, and leave redirects and replies to whoever asked.
void prepare(QNetworkAccessManager &network, Way way);

/// A body, empty or not, that can be read once. Qt sends a request again by itself where the line breaks before the
/// answer, a POST too; what it cannot read again it cannot say twice.
class SaidOnce final : public QIODevice {
    Q_OBJECT
public:
    SaidOnce(QByteArray body, QObject *parent);
    [[nodiscard]] bool isSequential() const override { return true; }
    [[nodiscard]] bool atEnd() const override { return m_at >= m_body.size(); }
    [[nodiscard]] qint64 bytesAvailable() const override { return m_body.size() - m_at; }
    bool reset() override { return false; }

protected:
    qint64 readData(char *to, qint64 most) override;
    qint64 writeData(const char *, qint64) override { return -1; }

private:
    QByteArray m_body;
    qint64 m_at = 0;
};

} // namespace wheelhouse
