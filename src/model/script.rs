//! How Chinese is written: signs that look the same and are not.

/// For each of the 214 radicals of the Kangxi dictionary (U+2F00 and on) the character that looks like it.
const KANGXI: &str = "\
    一丨丶丿乙亅二亠人儿入八冂冖冫几凵刀力勹匕匚匸十卜卩厂厶又口囗土士夂夊夕大女子宀寸小尢尸屮山巛工己巾干幺广廴廾弋弓彐彡彳心戈户手支攴文斗斤方无日\
    曰月木欠止歹殳毋比毛氏气水火爪父爻爿片牙牛犬玄玉瓜瓦甘生用田疋疒癶白皮皿目矛矢石示禸禾穴立竹米糸缶网羊羽老而耒耳聿肉臣自至臼舌舛舟艮色艸虍虫血行\
    衣襾見角言谷豆豕豸貝赤走足身車辛辰辵邑酉釆里金長門阜隶隹雨靑非面革韋韭音頁風飛食首香馬骨高髟鬥鬯鬲鬼魚鳥鹵鹿麥麻黃黍黑黹黽鼎鼓鼠鼻齊齒龍龜龠";
/// Radicals of the supplement, each before the character that looks like it.
const SUPPLEMENT: &str = "\
    ⺂乛⺃乚⺅亻⺉刂⺏尣⺐尢⺒巳⺓幺⺔彑⺕彐⺖忄⺘扌⺙攵⺛旡⺞歺⺟母⺠民⺡氵⺣灬⺤爫⺦丬⺨犭⺭礻⺯糹⺰纟⺱罓⺹耂⺺肀⺾艹⻂衤⻅见⻆角\
    ⻈讠⻉贝⻋车⻌辶⻐钅⻑長⻒镸⻓长⻔门⻖阝⻘青⻙韦⻚页⻛风⻜飞⻝食⻟飠⻠饣⻢马⻣骨⻤鬼⻥鱼⻦鸟⻧卤⻨麦⻩黄⻪黾⻫斉⻬齐⻮齿⻯竜⻰龙\
    ⻱龜⻲亀⻳龟";

/// The character that a radical looks like: PDFs printed by browsers write ⽔ for 水, ⾯ for 面, because one drawing serves
/// both. Any other character stays as it is.
pub fn unified(c: char) -> char {
    let found = match c {
        '\u{2f00}'..='\u{2fd5}' => KANGXI.chars().nth(c as usize - 0x2f00),
        '\u{2e80}'..='\u{2eff}' => {
            let mut signs = SUPPLEMENT.chars();
            std::iter::from_fn(|| signs.next().zip(signs.next()))
                .find(|(radical, _)| *radical == c)
                .map(|(_, character)| character)
        }
        _ => None,
    };
    found.unwrap_or(c)
}

#[cfg(test)]
mod tests {
    use super::unified;

    #[test]
    fn radicals_are_the_characters_that_they_look_like() {
        let written: String = "⽔质⾯积⽯闸，⻓江⻛速⽣⽇⾦额⿓⻰".chars().map(unified).collect();
        assert_eq!(written, "水质面积石闸，长江风速生日金额龍龙");
        assert_eq!("⼀⿕".chars().map(unified).collect::<String>(), "一龠");
        assert_eq!(unified('⺀'), '⺀');
    }
}
