#pragma once

#include <QLayout>

namespace wheelhouse {

/// Controls side by side that go on to the next line where there is no room.
class FlowRow : public QLayout {
    Q_OBJECT
public:
    explicit FlowRow(int gap);
    ~FlowRow() override;
    Q_DISABLE_COPY_MOVE(FlowRow)
    void addItem(QLayoutItem *item) override { m_items.append(item); }
    [[nodiscard]] int count() const override { return int(m_items.size()); }
    [[nodiscard]] QLayoutItem *itemAt(int index) const override { return m_items.value(index); }
    QLayoutItem *takeAt(int index) override;
    [[nodiscard]] bool hasHeightForWidth() const override { return true; }
    [[nodiscard]] int heightForWidth(int width) const override { return place({ 0, 0, width, 0 }, false); }
    [[nodiscard]] Qt::Orientations expandingDirections() const override { return {}; }
    [[nodiscard]] QSize sizeHint() const override;
    [[nodiscard]] QSize minimumSize() const override;
    void setGeometry(const QRect &rect) override;

private:
    int place(const QRect &rect, bool isReal) const;
    QList<QLayoutItem *> m_items;
    int m_gap;
};

} // namespace wheelhouse
