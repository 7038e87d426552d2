//! What was found once stays mended, and every target can be run.

use lint_fuzz::{campaign, seeds, targets};

#[test]
fn what_was_found_once_stays_mended() {
    let mut wrong = vec![];
    for target in targets::ALL {
        for (path, text) in seeds::regressions(target.name) {
            wrong.extend(target.try_on(&text).err().map(|it| format!("{}: {it}", path.display())));
        }
    }
    assert!(wrong.is_empty(), "{}", wrong.join("\n"));
}

#[test]
fn a_few_texts_of_every_target_are_read() {
    for target in targets::ALL {
        if let Err(fault) = campaign::try_some(target, 0, 40) {
            panic!("{fault}");
        }
    }
}
