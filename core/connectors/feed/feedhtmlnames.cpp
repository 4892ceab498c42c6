#include "core/connectors/feed/feedhtmlnames.h"

#include <QHash>
#include <QStringList>

namespace wheelhouse::htmlnames {

namespace {

/// Of HTML from 2.0 to today and of its drafts: what shows something and does nothing.
constexpr char elements[] =
    "a abbr acronym address area article aside audio b big blockquote br button canvas caption center "
    "cite code col colgroup command datagrid datalist dd del details dfn dialog dir div dl dt em "
    "event-source fieldset figcaption figure font footer form h1 h2 h3 h4 h5 h6 header hr i img input ins "
    "kbd keygen label legend li m map mark menu meter multicol nav nextid nobr noscript ol optgroup "
    "option output p picture pre progress q rp rt ruby s samp section select small sound source spacer "
    "span strike strong sub summary sup table tbody td textarea tfoot th thead time tr tt u ul var video "
    "wbr";
/// Of the same. No "on…" among them, and none that starts something by itself.
constexpr char attributes[] =
    "abbr accept accept-charset accesskey action align alt aria-describedby aria-hidden aria-label "
    "autocomplete autofocus axis background balance bgcolor bgproperties border bordercolor "
    "bordercolordark bordercolorlight bottompadding cellpadding cellspacing ch challenge char charoff "
    "charset checked choff cite class clear color cols colspan compact contenteditable controls coords "
    "data datafld datapagesize datasrc datetime default delay dir disabled draggable dynsrc enctype end "
    "face for form frame galleryimg gutter headers height hidden hidefocus high href hreflang hspace icon "
    "id inputmode ismap keytype label lang leftspacing list longdesc loop loopcount loopend loopstart low "
    "lowsrc max maxlength media method min multiple name nohref noshade nowrap open optimum pattern ping "
    "point-size poster pqg preload prompt radiogroup readonly rel repeat-max repeat-min replace required "
    "rev rightspacing role rows rowspan rules scope selected shape size span src srcset start step style "
    "summary suppress tabindex target template title toppadding type unselectable urn usemap valign value "
    "variable volume vrml vspace width wrap xml:lang";
/// element:attribute
constexpr char addresses[] =
    "a:href area:href audio:src blockquote:cite body:background button:formaction del:cite form:action "
    "img:dynsrc img:longdesc img:lowsrc img:src img:usemap input:src input:usemap ins:cite q:cite "
    "source:src table:background td:background th:background tr:background video:poster video:src";
/// html.spec.whatwg.org/#void-elements and those of HTML 4
constexpr char voids[] =
    "area base basefont br col command embed frame hr img input isindex keygen link meta param source "
    "track wbr";
/// What these hold are no words.
constexpr char dropped[] = "applet script style template";
/// W3C MathML 3
constexpr char mathElements[] =
    "annotation maction maligngroup malignmark math menclose merror mfenced mfrac mi mmultiscripts mn mo "
    "mover mpadded mphantom mprescripts mroot mrow mspace msqrt mstyle msub msubsup msup mtable mtd mtext "
    "mtr munder munderover none semantics";
constexpr char mathAttributes[] =
    "actiontype align close columnalign columnlines columnspacing columnspan depth display displaystyle "
    "encoding equalcolumns equalrows fence fontstyle fontweight frame height linethickness lspace "
    "mathbackground mathcolor mathvariant maxsize minsize notation open other rowalign rowlines "
    "rowspacing rowspan rspace scriptlevel selection separator separators stretchy width xlink:href "
    "xlink:show xlink:type xmlns xmlns:xlink";
/// W3C SVG 1.1 without what moves, calls or holds something foreign
constexpr char svgElements[] =
    "a circle defs desc ellipse font-face font-face-name font-face-src g glyph hkern line linearGradient "
    "marker metadata missing-glyph path polygon polyline radialGradient rect stop svg switch text title "
    "tspan";
constexpr char svgAttributes[] =
    "accent-height alphabetic arabic-form ascent baseProfile bbox cap-height class color color-rendering "
    "content cx cy d descent display dx dy fill fill-opacity fill-rule font-family font-size font-stretch "
    "font-style font-variant font-weight fx fy g1 g2 glyph-name gradientUnits hanging height horiz-adv-x "
    "horiz-origin-x id ideographic k lang marker-end marker-mid marker-start markerHeight markerUnits "
    "markerWidth mathematical name offset opacity orient origin overline-position overline-thickness "
    "panose-1 pathLength points preserveAspectRatio r refX refY requiredExtensions requiredFeatures "
    "rotate rx ry slope stemh stemv stop-color stop-opacity strikethrough-position "
    "strikethrough-thickness stroke stroke-dasharray stroke-dashoffset stroke-linecap stroke-linejoin "
    "stroke-miterlimit stroke-opacity stroke-width systemLanguage target text-anchor transform type u1 u2 "
    "underline-position underline-thickness unicode unicode-range units-per-em version viewBox visibility "
    "width widths x x-height x1 x2 xlink:actuate xlink:arcrole xlink:href xlink:role xlink:show "
    "xlink:title xlink:type xml:base xml:lang xml:space xmlns xmlns:xlink y y1 y2 zoomAndPan";
/// W3C CSS 2: none of them can place something over what is not theirs.
constexpr char styles[] =
    "azimuth background-color border-bottom-color border-collapse border-color border-left-color "
    "border-right-color border-top-color clear color cursor direction display elevation float font "
    "font-family font-size font-style font-variant font-weight height letter-spacing line-height overflow "
    "pause pause-after pause-before pitch pitch-range richness speak speak-header speak-numeral "
    "speak-punctuation speech-rate stress text-align text-decoration text-indent unicode-bidi "
    "vertical-align voice-family volume white-space width";
/// Of backgrounds, borders, margins and paddings
constexpr char keywords[] =
    "!important aqua auto black block blue bold both bottom brown center collapse dashed dotted fuchsia "
    "gray green groove inset italic left lime maroon medium navy none normal nowrap olive outset pointer "
    "purple red ridge right silver solid teal thick thin top transparent underline white yellow";

/// A list of words as written above, asked without copying.
class Words {
public:
    Q_DISABLE_COPY_MOVE(Words)
    ~Words() = default;
    explicit Words(const char *list)
    {
        m_keys = QString::fromLatin1(list).toLower();
        const auto words = QString::fromLatin1(list).split(QLatin1Char(' '));
        qsizetype at = 0;
        for (const QString &word : words) {
            m_words.insert(QStringView(m_keys).sliced(at, word.size()), word);
            at += word.size() + 1;
        }
    }
    [[nodiscard]] bool has(QStringView word) const { return m_words.contains(word); }
    [[nodiscard]] QString spelled(QStringView word) const { return m_words.value(word); }

private:
    QString m_keys; ///< what m_words' keys look into
    QHash<QStringView, QString> m_words;
};

} // namespace

bool isHarmlessElement(QStringView name)
{
    static const Words known(elements);
    return known.has(name);
}

bool isHarmlessAttribute(QStringView name)
{
    static const Words known(attributes);
    return known.has(name);
}

bool isAddress(QStringView element, QStringView attribute)
{
    static const Words known(addresses);
    return attribute == u"href" || known.has(QString(element.toString() + u':' + attribute.toString()));
}

bool isVoid(QStringView element)
{
    static const Words known(voids);
    return known.has(element);
}

bool isDropped(QStringView element)
{
    static const Words known(dropped);
    return known.has(element);
}

bool isMathElement(QStringView name)
{
    static const Words known(mathElements);
    return known.has(name);
}

bool isMathAttribute(QStringView name)
{
    static const Words known(mathAttributes);
    return known.has(name);
}

QString svgElement(QStringView name)
{
    static const Words known(svgElements);
    return known.spelled(name);
}

QString svgAttribute(QStringView name)
{
    static const Words known(svgAttributes);
    return known.spelled(name);
}

bool isHarmlessStyle(QStringView property)
{
    static const Words known(styles);
    return known.has(property);
}

bool isStyleKeyword(QStringView word)
{
    static const Words known(keywords);
    return known.has(word);
}

} // namespace wheelhouse::htmlnames
