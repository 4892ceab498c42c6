#include "ui/shell/lookcontrols.h"

#include "ui/kit/label.h"
#include "ui/kit/segmentedbutton.h"

#include <QButtonGroup>
#include <QHBoxLayout>
#include <QRadioButton>

namespace wheelhouse {
namespace {

constexpr int step = 10; // percent

} // namespace

LookControls::LookControls(Look &look, QWidget *parent)
    : QWidget(parent)
    , m_look(look)
    , m_modes(new QButtonGroup(this))
    , m_rows(new SegmentedButton(look, { tr("Roomy"), tr("Tight") }, this))
    , m_text(new SegmentedButton(look, { QStringLiteral("−"), QString(), QStringLiteral("+") }, this))
{
    auto *column = new QVBoxLayout(this);
    column->setContentsMargins(0, 0, 0, 0);
    column->setSpacing(space::pane);
    auto *modes = new QHBoxLayout;
    modes->setSpacing(10);
    const QStringList words { tr("Like the system"), tr("Light"), tr("Dark") };
    for (int mode = 0; mode < words.size(); ++mode) {
        auto *button = new QRadioButton(words.at(mode), this);
        m_modes->addButton(button, mode);
        modes->addWidget(button);
    }
    modes->addStretch();
    column->addLayout(modes);
    m_rows->setAccessibleName(tr("Rows"));
    m_text->setAccessibleName(tr("Text size"));
    m_text->setStepper(true);
    m_text->setCurrent(1);
    auto *sizes = new QHBoxLayout;
    sizes->setSpacing(10);
    sizes->addWidget(new TextLabel(look, Type::Body, Ink::Second, tr("Rows"), this));
    sizes->addWidget(m_rows);
    sizes->addSpacing(10);
    sizes->addWidget(new TextLabel(look, Type::Body, Ink::Second, tr("Text"), this));
    sizes->addWidget(m_text);
    sizes->addStretch();
    column->addLayout(sizes);
    connect(
        m_modes, &QButtonGroup::idClicked, this, [this](int mode) { m_look.setMode(static_cast<Look::Mode>(mode)); });
    connect(m_rows, &SegmentedButton::chosen, this,
        [this](int index) { m_look.setDensity(index == 0 ? Look::Density::Roomy : Look::Density::Tight); });
    connect(m_text, &SegmentedButton::pressed, this,
        [this](int index) { m_look.setTextScale(m_look.textScale() + (index - 1) * step); });
    connect(&look, &Look::changed, this, &LookControls::reflect);
    reflect();
}

void LookControls::reflect()
{
    m_modes->button(static_cast<int>(m_look.mode()))->setChecked(true);
    m_rows->setCurrent(m_look.isTight() ? 1 : 0);
    m_text->setWord(1, tr("%1 %").arg(m_look.textScale()));
}

} // namespace wheelhouse
