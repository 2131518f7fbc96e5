use proptest::prelude::*;
use rstest::rstest;

use super::*;

/// Runs written as HTML-like tags, so that a table shows what is formatted.
fn shown(text: &str) -> String {
    let mut shown = Vec::new();
    for block in parse(text) {
        let mut line = match block.mark {
            Mark::None => String::new(),
            Mark::Bullet => "• ".to_owned(),
            Mark::Number => "# ".to_owned(),
            Mark::Quote => "| ".to_owned(),
        };
        for run in block.runs {
            let style = run.style;
            let mut tags = String::new();
            for (is_on, tag) in [
                (style.bold, 'b'),
                (style.italic, 'i'),
                (style.strike, 's'),
                (style.code, 'c'),
                (style.link, 'a'),
            ] {
                if is_on {
                    tags.push(tag);
                }
            }
            let content = text.get(run.range).unwrap();
            if tags.is_empty() {
                line.push_str(content);
            } else {
                line.extend(["<", &tags, ":", content, ">"]);
            }
        }
        shown.push(line);
    }
    shown.join("\n")
}

/// Reading is linear: were it quadratic, these would take minutes and not milliseconds.
#[rstest]
#[case::backticks("```".repeat(50_000))]
#[case::fences("```a```\n".repeat(20_000))]
#[case::brackets(format!("http://lamp.example.com/{}", ")".repeat(100_000)))]
#[case::pairs("*_~`".repeat(40_000))]
fn long_texts_are_read_at_once(#[case] text: String) {
    let end = parse(&text).last().map(|block| block.range.end);
    assert_eq!(end, Some(text.len()));
}

#[rstest]
#[case::bold("a *b* c", "a <b:b> c")]
#[case::italic("_b_", "<i:b>")]
#[case::strike("~b c~!", "<s:b c>!")]
#[case::in_a_word("a*b*", "a*b*")]
#[case::in_brackets("(*b*)", "(<b:b>)")]
#[case::blank_after_opening("* b*", "• b*")]
#[case::blank_after_opening_inside("x * b*", "x * b*")]
#[case::blank_before_closing("*b *", "*b *")]
#[case::letter_after_closing("*b*c", "*b*c")]
#[case::comma_after_closing("*b*, c", "<b:b>, c")]
#[case::empty("** a", "** a")]
#[case::only_marks("***** ____ ~~~", "***** ____ ~~~")]
#[case::nearest_closing("*a* b*", "<b:a> b*")]
#[case::across_lines("*a\nb*", "*a\nb*")]
#[case::nested("*_both_*", "<bi:both>")]
#[case::nested_apart("_~x~ y_", "<is:x><i: y>")]
#[case::three_deep("*_~x~_*", "<bis:x>")]
#[case::crossed("*a _b* c_", "<b:a _b> c_")]
#[case::letters_of_any_script("ö*b*", "ö*b*")]
#[case::after_emoji("😀*b*", "😀<b:b>")]
#[case::combining_mark_on_star("*\u{301}b*", "*\u{301}b*")]
#[case::snake_case("snake_case_name", "snake_case_name")]
#[case::backslash("\\*b\\*", "\\<b:b\\>")]
#[case::many("*a* *b*", "<b:a> <b:b>")]
#[case::unclosed_then_closed("*a _b_", "*a <i:b>")]
fn inline_marks(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(shown(text), expected);
}

#[rstest]
#[case::inline("say `*b*` now", "say <c:*b*> now")]
#[case::inline_wins_over_pairs("*a `b* c`", "*a <c:b* c>")]
#[case::inline_in_bold("*a `b` c*", "<b:a ><bc:b><b: c>")]
#[case::unclosed("`a", "`a")]
#[case::fence("```a *b*\nc``` d", "<c:a *b*>\n<c:c> d")]
#[case::fence_in_a_line("x ```y``` *z*", "x <c:y> <b:z>")]
#[case::fence_hides_line_marks("```\n* a\n> b```", "\n<c:* a>\n<c:> b>")]
#[case::mark_after_fence("```a```\n* b", "<c:a>\n• b")]
#[case::empty_fence("``````", "``````")]
#[case::unclosed_fence("```a *b*", "```a <b:b>")]
fn code(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(shown(text), expected);
}

#[rstest]
#[case::star("* a\n* *b*", "• a\n• <b:b>")]
#[case::dash("- a", "• a")]
#[case::bold_is_no_bullet("*item*", "<b:item>")]
#[case::number("12. a\n3) b", "# a\n3) b")]
#[case::quote("> a _b_\n>c", "| a <i:b>\n>c")]
#[case::leading_blank(" * a", " * a")]
#[case::nothing_after("* ", "* ")]
#[case::carriage_returns("- a\r\n- b\r\n", "• a\n• b\n")]
#[case::empty_lines("a\n\nb", "a\n\nb")]
fn line_marks(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(shown(text), expected);
}

#[rstest]
#[case::marks_inside("https://x.example.com/a_b_c d_", "<a:https://x.example.com/a_b_c> d_")]
#[case::in_bold("*https://x.example.com*", "<ba:https://x.example.com>")]
#[case::full_stop("See https://x.example.com/a.", "See <a:https://x.example.com/a>.")]
#[case::brackets("(https://x.example.com/a(b))", "(<a:https://x.example.com/a(b)>)")]
#[case::bare("Go to shop.example.com/new!", "Go to <a:shop.example.com/new>!")]
#[case::www("www.example.museum", "<a:www.example.museum>")]
#[case::mail("ask tea@example.com, please", "ask <a:tea@example.com>, please")]
#[case::no_address("at 8.30 a.m. e.g. now.Then", "at 8.30 a.m. e.g. now.Then")]
#[case::scheme_alone("https://", "https://")]
#[case::wide_blanks(
    "a\u{3000}x.example.com\u{2003}b.example.org",
    "a\u{3000}<a:x.example.com>\u{2003}<a:b.example.org>"
)]
fn addresses_are_atoms(#[case] text: &str, #[case] expected: &str) {
    assert_eq!(shown(text), expected);
}

proptest! {
    #[test]
    fn runs_lie_in_order_and_lose_marks_only(text in "[a *_~`>\n.-]{0,60}|.{0,40}") {
        let mut end = 0;
        for block in parse(&text) {
            prop_assert!(block.range.start >= end);
            end = block.range.start;
            for run in &block.runs {
                prop_assert!(run.range.start >= end && run.range.end <= block.range.end);
                prop_assert!(text.get(end..run.range.start).is_some());
                let lost = &text.as_bytes()[end..run.range.start];
                let is_line_start = end == block.range.start;
                prop_assert!(
                    is_line_start || lost.iter().all(|byte| b"*_~`".contains(byte)),
                    "{:?} vanished", String::from_utf8_lossy(lost)
                );
                end = run.range.end;
            }
        }
    }
}
