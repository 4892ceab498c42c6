#pragma once

#include "core/inbox/mentionstore.h"
#include "ui/inbox/namebook.h"

#include <QAbstractItemModel>

namespace wheelhouse {

/// Something in the tree that fills the list: a view, or a search that was kept.
struct Stream {
    View view;
    qint64 filter = 0; ///< row of a saved filter; 0: a view
    QString query; ///< of the saved filter
    QString name;
    QString icon;
    QString avatar; ///< a name whose initials stand instead of the icon
    Tint tint = Tint::Plain;
    qint64 count = -1; ///< -1: not counted, or not yet
    bool isMore = false; ///< the count is at least this
    QString tip;
    QString mark; ///< a glyph that says how it fares; empty: none
    Tint markTint = Tint::Plain;
    QString markWords; ///< the same in words
    /// The same place in the tree, whatever it counts now.
    [[nodiscard]] bool isSame(const Stream &other) const { return view == other.view && filter == other.filter; }
    friend bool operator==(const Stream &, const Stream &) = default;
};

/// The tree on the left: sections and the streams in them, with how many wait in each. Two levels; a section without
/// streams is not shown.
class StreamModel : public QAbstractItemModel {
    Q_OBJECT
public:
    enum Role {
        StreamRole = Qt::UserRole, ///< Stream; invalid for a section
        CountRole, ///< QString: "12", "1,000+"; empty: none
        AddRole, ///< bool: a section to which one more can be added
    };
    Q_ENUM(Role)
    struct Section {
        QString title;
        QList<Stream> streams;
        bool isOutposts = false; ///< where one more can be followed
        QString addTip {}; ///< of a section to which one more can be added; such a one is shown empty too
    };

    explicit StreamModel(QObject *parent = nullptr);
    /// The same streams with other counts: told as changed; other streams: told as reset.
    void setSections(const QList<Section> &sections);
    [[nodiscard]] const QList<Section> &sections() const { return m_sections; }
    [[nodiscard]] QModelIndex indexOf(const Stream &stream) const;
    [[nodiscard]] static QString countWords(const Stream &stream);

    QModelIndex index(int row, int column, const QModelIndex &parent = {}) const override;
    QModelIndex parent(const QModelIndex &child) const override;
    int rowCount(const QModelIndex &parent = {}) const override;
    int columnCount(const QModelIndex &parent = {}) const override;
    QVariant data(const QModelIndex &index, int role = Qt::DisplayRole) const override;
    Qt::ItemFlags flags(const QModelIndex &index) const override;

private:
    [[nodiscard]] static QVariant dataOf(const Section &section, int role);
    [[nodiscard]] static QString accessibleWords(const Stream &stream);
    [[nodiscard]] bool isAlike(const QList<Section> &sections) const;
    QList<Section> m_sections;
};

/// The sections as \a store and \a names have them now, with the saved \a filters among them. \a startOfToday UTC ms.
/// \a mayAdd: the outposts are there even where there is none yet.
[[nodiscard]] Result<QList<StreamModel::Section>> readStreams(MentionStore &store, const NameBook &names,
    qint64 startOfToday, const QDateTime &now, const QList<Stream> &filters = {}, bool mayAdd = false);

} // namespace wheelhouse

Q_DECLARE_METATYPE(wheelhouse::Stream)
