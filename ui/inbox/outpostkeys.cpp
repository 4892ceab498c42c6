#include "ui/inbox/outpostkeys.h"

#include "ui/kit/shortcuts.h"

namespace wheelhouse {

namespace {
constexpr int figures = 4;
} // namespace

OutpostKeys::OutpostKeys(Shortcuts &shortcuts, const QString &scope, const NameBook &names, QObject *parent)
    : QObject(parent)
    , m_names(names)
{
    for (int i = 0; i < figures; ++i)
        shortcuts.add({ QStringLiteral("inbox.outpost%1").arg(i + 1), tr("Only outpost %1, or all again").arg(i + 1),
            scope, { QString::number(i + 1) }, QStringLiteral("view-filter"), [this, i] { show(i); },
            [this, i] { return i < m_names.outposts().size(); }, {}, false });
}

void OutpostKeys::setShown(const Stream &stream)
{
    if (stream.view.kind == View::Kind::Channel && m_shown.view.kind != View::Kind::Channel)
        m_before = m_shown;
    m_shown = stream;
}

void OutpostKeys::show(int number)
{
    Stream stream;
    stream.view = { View::Kind::Channel, m_names.outposts().at(number).row };
    emit streamChosen(m_shown.isSame(stream) ? m_before : stream);
}

} // namespace wheelhouse
