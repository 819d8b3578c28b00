//! A page as offices publish them.

use super::super::Block;
use super::*;

const PAGE: &str = r#"<!DOCTYPE html><html><head><title>澄河区2024年一季度工作总结_澄河区生态环境分局</title>
<meta name="PubDate" content="2024-04-10 09:30"><script>var a = "<div>99</div>";</script></head><body>
<div class="header"><a href="/">首页</a><a href="/b">政务公开</a></div>
<div class="main"><div class="crumb">您当前的位置：首页 &gt; 工作动态</div>
<h1>澄河区2024年一季度工作总结</h1>
<div class="info">发布时间：2024-04-11 来源：办公室 浏览次数：123</div>
<div class="TRS_Editor"><p>　　一、环境质量</p>
<p>　　一季度，全区PM<sub>2.5</sub>平均浓度为<span>41</span>μg/m<sup>3</sup>，
同比下降4.7%。</p><p style="display:none">隐藏5</p>
<table><tr><th rowspan="2">区县</th><th colspan="2">PM<sub>2.5</sub></th></tr><tr><td>本期</td><td>同比</td></tr>
<tr><td>澄河区</td><td><p>41</p></td><td>-4.7%</td></tr></table>
<p>优良天数80天。<br>　　立案<del>4</del>3起。</p></div>
<div class="related"><ul><li><a href="/1">2023年四季度工作总结，共8件</a></li></ul></div>
<p>相关阅读：</p><ul><li><a href="/2">某区2023年通报，9起</a></li><li><a href="/3">又一篇通报，10起</a></li></ul></div>
<div class="footer">版权所有：澄河区 备案号：某ICP备12345678号</div></body></html>"#;

fn document() -> Document {
    read(PAGE.as_bytes()).expect("a page")
}

#[test]
fn only_the_report_is_left() {
    assert_eq!(
        document().text,
        "澄河区2024年一季度工作总结\n　　一、环境质量\n　　一季度，全区PM2.5平均浓度为41μg/m³，同比下降4.7%。\n\
         区县 | PM2.5\n本期 | 同比\n澄河区 | 41 | -4.7%\n优良天数80天。\n　　立案3起。\n"
    );
}

#[test]
fn title_date_and_blocks() {
    let document = document();
    assert_eq!(document.meta.title.as_deref(), Some("澄河区2024年一季度工作总结"));
    assert_eq!(
        document.meta.published.map(|date| date.to_string()).as_deref(),
        Some("2024-04-10")
    );
    let tables: Vec<_> = document
        .blocks
        .iter()
        .filter_map(|block| match block {
            Block::Table(table) => Some(table),
            _ => None,
        })
        .collect();
    assert_eq!(tables.len(), 1);
    assert_eq!((tables[0].rows[0][0].rows, tables[0].rows[0][1].columns), (2, 2));
}

#[test]
fn a_page_of_layout_tables() {
    let page = "<html><body><table><tr><td>导航</td><td><table><tr><td>一季度，优良天数80天。</td></tr></table></td></tr></table></body>";
    assert_eq!(read(page.as_bytes()).expect("a page").text, "一季度，优良天数80天。\n");
}

#[test]
fn what_is_a_page() {
    assert!(is_signed(b"\xef\xbb\xbf  <!DOCTYPE html>"));
    assert!(is_signed(b"<!-- saved from url --><html>"));
    assert!(!is_signed("一季度 <html>".as_bytes()));
    assert!(!is_signed(b"PK\x03\x04"));
}

#[test]
fn a_bomb_of_elements_is_refused_at_once() {
    let page = format!("<html>{}", "<div>".repeat(200_000));
    assert!(matches!(read(page.as_bytes()), Err(Error::Broken { .. })));
}
