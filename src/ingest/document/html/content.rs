//! Where the report stands on its page, and what around and in it is not the report.

use scraper::{ElementRef, Html, Node, Selector};

/// Share of the page's running text that an element must hold to be the content, in hundredths.
const SHARE: usize = 95;
/// The same for an element that by its name is the content.
const NAMED_SHARE: usize = 60;
/// Names under which the content management systems of offices keep an article.
const NAMED: &str = ".TRS_Editor, .TRS_UEDITOR, .TRS_PreAppend, #zoom, #UCAP-CONTENT, #js_content, .article-content, \
    .article_content, .pages_content, .news_content, .xxgk_content, article";

/// Elements that hold no text of the page.
const MUTE: &[&str] = &[
    "script", "style", "noscript", "head", "template", "iframe", "object", "svg", "select", "button", "textarea",
    "nav", "aside", "footer",
];

/// Words in the class or id of what stands around an article.
const AROUND: &[&str] = &[
    "nav",
    "footer",
    "foot",
    "menu",
    "crumb",
    "sidebar",
    "related",
    "recommend",
    "share",
    "copyright",
    "toolbar",
    "search",
    "login",
    "xgxx",
    "xgwz",
    "xgyd",
    "hotnews",
    "pagination",
    "advert",
    "banner",
    "qrcode",
    "ewm",
    "dqwz",
    "position",
    "bread",
];

/// The element that holds the report; at worst the whole page.
pub fn find(page: &Html) -> ElementRef<'_> {
    let root = page.root_element();
    let whole = weight(root);
    let named = Selector::parse(NAMED).ok().and_then(|named| {
        page.select(&named)
            .map(|element| (weight(element), element))
            .filter(|(own, _)| *own > 0 && own * 100 >= whole * NAMED_SHARE)
            .max_by_key(|(own, _)| *own)
    });
    let mut content = named.map_or(root, |(_, element)| element);
    let mut own = weight(content);
    while let Some((inner, child)) = heaviest_child(content) {
        let divides = matches!(child.value().name(), "p" | "table" | "ul" | "ol" | "span" | "font");
        if divides && !is_layout(child) || inner == 0 || inner * 100 < own * SHARE {
            break;
        }
        (content, own) = (child, inner);
    }
    content
}

fn heaviest_child(element: ElementRef<'_>) -> Option<(usize, ElementRef<'_>)> {
    element
        .child_elements()
        .filter(|child| !is_around(*child))
        .map(|child| (weight(child), child))
        .max_by_key(|(own, _)| *own)
}

/// Characters of running text: lines outside links with punctuation, and the figures in the cells of tables.
fn weight(element: ElementRef<'_>) -> usize {
    if is_around(element) {
        return 0;
    }
    let mut sum = 0;
    for child in element.children() {
        match child.value() {
            Node::Text(text) => {
                let text = text.trim();
                let running = text.contains(['。', '，', '；', '、']) && !is_imprint(text);
                let cell = matches!(element.value().name(), "td" | "th") && text.contains(|c: char| c.is_ascii_digit());
                if running || cell {
                    sum += text.chars().count();
                }
            }
            Node::Element(_) => {
                sum += ElementRef::wrap(child)
                    .filter(|child| child.value().name() != "a")
                    .map_or(0, weight);
            }
            _ => {}
        }
    }
    sum
}

/// Whether an element belongs to the page and not to the report.
pub fn is_around(element: ElementRef<'_>) -> bool {
    let value = element.value();
    if MUTE.contains(&value.name()) || value.attr("hidden").is_some() {
        return true;
    }
    let style = value.attr("style").unwrap_or_default().replace(' ', "").to_lowercase();
    if style.contains("display:none") {
        return true;
    }
    let words = |name: &str| value.attr(name).unwrap_or_default().to_lowercase();
    let named = format!("{} {}", words("class"), words("id"));
    let around = AROUND.iter().any(|word| {
        named
            .split(|c: char| !c.is_ascii_alphanumeric())
            .any(|part| part == *word || part.len() > word.len() && word.len() > 4 && part.starts_with(word))
    });
    around && !matches!(value.name(), "body" | "html" | "p" | "span" | "td" | "table")
}

/// A list of links: other reports, related reading.
pub fn is_links(element: ElementRef<'_>) -> bool {
    let Ok(link) = Selector::parse("a") else { return false };
    let count = |text: String| text.chars().filter(|c| !c.is_whitespace()).count();
    let linked: usize = element.select(&link).map(|link| count(link.text().collect())).sum();
    linked > 0 && element.select(&link).count() >= 2 && linked * 10 >= count(element.text().collect()) * 8
}

/// A table that only arranges the page: one with other tables, headings or paragraphs of running text in it, or one cell.
pub fn is_layout(table: ElementRef<'_>) -> bool {
    let count = |selector: &str| Selector::parse(selector).map_or(0, |selector| table.select(&selector).count());
    let cells = count("td, th");
    let long = Selector::parse("td, th").map_or(0, |selector| {
        table
            .select(&selector)
            .filter(|cell| cell.text().map(|text| text.trim().chars().count()).sum::<usize>() > 300)
            .count()
    });
    table.value().name() == "table" && (count("table") > 0 || cells <= 1 || long * 2 >= cells)
}

/// What stands at the foot of every page of an office.
pub fn is_imprint(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "版权所有",
        "ICP备",
        "公网安备",
        "网站标识码",
        "技术支持",
        "主办单位：",
        "承办单位：",
        "建议使用",
        "最佳浏览",
        "您当前的位置",
        "您的位置",
        "当前位置",
    ];
    WORDS.iter().any(|word| line.contains(word))
}

/// A line behind which nothing of the report follows.
pub fn ends_report(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "相关阅读",
        "相关链接",
        "相关新闻",
        "相关文章",
        "相关信息",
        "相关文档",
        "延伸阅读",
        "推荐阅读",
        "上一篇",
        "下一篇",
        "扫一扫",
        "打印本页",
        "关闭窗口",
        "【打印】",
        "分享到",
        "热点新闻",
        "返回顶部",
    ];
    let line = line.trim().trim_start_matches(['[', '【', '■', '●', '>', ' ']);
    line.chars().count() <= 40 && WORDS.iter().any(|word| line.starts_with(word))
}

/// The line of a page about the report: where from, when, how often it was seen, in which size of type.
pub fn is_info(line: &str) -> bool {
    const WORDS: &[&str] = &[
        "发布时间",
        "发布日期",
        "来源",
        "浏览次数",
        "点击数",
        "点击量",
        "访问量",
        "字号",
        "字体",
        "作者",
        "责任编辑",
        "信息来源",
        "阅读次数",
    ];
    let said = |word: &&&str| line.contains(&format!("{word}：")) || line.contains(&format!("{word}:"));
    let count = WORDS.iter().filter(said).count();
    let short = line.chars().count() <= 120 && !line.contains(['。', '，']);
    short
        && (count >= 2
            || count == 1
                && WORDS
                    .iter()
                    .any(|word| line.trim_start_matches(['[', '【', '（', '(']).starts_with(word)))
}
