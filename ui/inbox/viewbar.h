#pragma once

#include "core/inbox/mentionstore.h"
#include "ui/inbox/streammodel.h"
#include "ui/kit/label.h"

namespace wheelhouse {

class MenuButton;
class Shortcuts;

/// The line over the list: how many wait, in which order, how close the rows stand. In a narrow window it also holds
/// the streams, as a menu.
class ViewBar : public QWidget {
    Q_OBJECT
public:
    ViewBar(const Look &look, Shortcuts &shortcuts, const StreamModel &streams, QWidget *parent = nullptr);
    /// \a open of all conversations; below 0: not said.
    void setStream(const Stream &stream, qint64 open);
    /// What a search came to, instead of the view; until stopSearching(). The order is the search's then.
    void setSearch(const QString &found);
    void stopSearching();
    [[nodiscard]] QWidget *saveButton() const; ///< below which the name is asked for
    void setOrder(Order order, bool choosable);
    void setNarrow(bool narrow);

signals:
    void orderChosen(wheelhouse::Order order);
    void streamChosen(const wheelhouse::Stream &stream);

protected:
    void resizeEvent(QResizeEvent *event) override;

private:
    void giveWay();
    void fillStreams();
    void fillOrders();
    void dress();
    void settle();

    const Look &m_look;
    const StreamModel &m_streams;
    TextLabel *m_strong;
    TextLabel *m_faint;
    MenuButton *m_stream;
    MenuButton *m_order;
    MenuButton *m_density;
    MenuButton *m_save; ///< keeps what is searched for as a filter
    Stream m_shown;
    Order m_ordered = Order::LongestWaiting;
    QString m_found;
    qint64 m_open = -1;
    bool m_isNarrow = false;
    bool m_isSearching = false;
    bool m_isOrderChoosable = true;
};

} // namespace wheelhouse
