//! What holds of every body; checked in debug builds and tests.

use super::{BlockId, Body, End, LocalId, LocalKind, Op};

/// The first broken rule, in words; `None` if the body is sound.
pub fn verify(body: &Body) -> Option<String> {
    let block_fits = |id: &BlockId| (id.0 as usize) < body.blocks.len();
    for (at, block) in body.blocks.iter().enumerate() {
        if !block.end.successors().iter().all(block_fits) {
            return Some(format!("bb{at} leads out of the body"));
        }
        for (idx, point) in block.points.iter().enumerate() {
            if point.span.start > point.span.end {
                return Some(format!("bb{at}[{idx}] has a span that ends before it begins"));
            }
            if let Some(local) = operands(&point.op).into_iter().find(|it| it.0 as usize >= body.locals.len())
            {
                return Some(format!("bb{at}[{idx}] names the unknown local _{}", local.0));
            }
        }
        if let End::Switch { selector, .. } = &block.end
            && body.local(*selector).kind != LocalKind::Selector
        {
            return Some(format!("bb{at} switches on something that is no selector"));
        }
        if let End::Fallible { .. } = &block.end
            && block.points.is_empty()
        {
            return Some(format!("bb{at} is fallible but does nothing"));
        }
    }
    None
}

/// Every local that an operation reads or writes.
fn operands(op: &Op) -> Vec<LocalId> {
    match op {
        Op::Copy { dst, src }
        | Op::Move { dst, src }
        | Op::Await { dst, src }
        | Op::Yield { dst, src }
        | Op::YieldFrom { dst, src }
        | Op::Iterate { dst, src } => vec![*dst, *src],
        Op::Const { dst, .. } | Op::Load { dst, .. } | Op::LoadRoot { dst, .. } => vec![*dst],
        Op::StoreRoot { src, .. } => vec![*src],
        Op::Attr { dst, obj, .. } | Op::Item { dst, obj, .. } => vec![*dst, *obj],
        Op::SetAttr { obj, src, .. } | Op::SetItem { obj, src, .. } => vec![*obj, *src],
        Op::Pack { dst, items } => items.iter().map(|it| it.1).chain([*dst]).collect(),
        Op::Opaque { dst, operands } => operands.iter().copied().chain([*dst]).collect(),
        Op::Test { dst, operand, .. } => vec![*dst, *operand],
        Op::Call { dst, callee, args } => args.iter().map(|it| it.value).chain([*dst, *callee]).collect(),
        Op::Enter { dst, manager, .. } => vec![*dst, *manager],
        Op::Exit { manager, .. } => vec![*manager],
        Op::MoveOut { obj: local, .. }
        | Op::Unbind { local }
        | Op::Drop { local }
        | Op::TakeOut { local }
        | Op::Believe { local } => vec![*local],
        Op::Leave | Op::EndStatement | Op::EndTemps { .. } | Op::EndScope { .. } => vec![],
    }
}
