//! Which variables may still be read: the classical backward analysis over the control-flow graph
//! (Aho, Lam, Sethi and Ullman, "Compilers", 9.2.5), with one bit per variable.

use super::{Body, End, LocalId, Op};

/// The variables that are live on entry of each block.
#[derive(Debug)]
pub struct Liveness {
    words: usize,
    bits: Vec<u64>,
}

impl Liveness {
    pub fn new(body: &Body) -> Liveness {
        let words = body.locals.len().div_ceil(64);
        let mut live = Liveness { words, bits: vec![0; words * body.blocks.len()] };
        let mut predecessors: Vec<Vec<u32>> = vec![vec![]; body.blocks.len()];
        for (at, block) in body.blocks.iter().enumerate() {
            block.end.successors().iter().for_each(|it| predecessors[it.0 as usize].push(at as u32));
        }
        let mut todo: Vec<u32> = (0..body.blocks.len() as u32).collect();
        let mut waits = vec![true; body.blocks.len()];
        while let Some(at) = todo.pop() {
            waits[at as usize] = false;
            if live.update(body, at as usize) {
                for it in &predecessors[at as usize] {
                    if !std::mem::replace(&mut waits[*it as usize], true) {
                        todo.push(*it);
                    }
                }
            }
        }
        live
    }

    /// Whether the variable may be read before it is written, from the start of the block on.
    pub fn is_live(&self, block: usize, local: LocalId) -> bool {
        let local = local.0 as usize;
        self.bits[block * self.words + local / 64] >> (local % 64) & 1 == 1
    }

    /// Computes a block anew; true if more is live than before.
    fn update(&mut self, body: &Body, at: usize) -> bool {
        let block = &body.blocks[at];
        let mut now = vec![0u64; self.words];
        for next in block.end.successors() {
            let from = next.0 as usize * self.words;
            now.iter_mut().zip(&self.bits[from..from + self.words]).for_each(|(a, b)| *a |= b);
        }
        if let End::Next { dst, .. } = block.end {
            clear(&mut now, dst);
        }
        block.end.reads(|it| set(&mut now, it));
        for (nth, point) in block.points.iter().enumerate().rev() {
            // The last operation of a block that may fail writes on one of the edges only.
            let may_fail = matches!(block.end, End::Fallible { .. }) && nth + 1 == block.points.len();
            if let (Some(it), false) = (point.op.written(), may_fail) {
                clear(&mut now, it);
            }
            point.op.reads(|it| set(&mut now, it));
        }
        let known = &mut self.bits[at * self.words..(at + 1) * self.words];
        let changed = *known != *now;
        known.copy_from_slice(&now);
        changed
    }
}

fn set(bits: &mut [u64], local: LocalId) {
    bits[local.0 as usize / 64] |= 1 << (local.0 % 64);
}

fn clear(bits: &mut [u64], local: LocalId) {
    bits[local.0 as usize / 64] &= !(1 << (local.0 % 64));
}

impl End {
    /// Calls `with` for every variable that the end of a block reads.
    pub(crate) fn reads(&self, mut with: impl FnMut(LocalId)) {
        match self {
            End::Branch { cond: it, .. }
            | End::Next { iter: it, .. }
            | End::Switch { selector: it, .. }
            | End::Return { value: it } => with(*it),
            End::Goto(_)
            | End::Fallible { .. }
            | End::Choose(_)
            | End::Raise
            | End::Halt
            | End::Unreachable => {}
        }
    }
}

impl Op {
    /// Calls `with` for every variable that the operation reads.
    pub(crate) fn reads(&self, mut with: impl FnMut(LocalId)) {
        match self {
            Op::Copy { src: it, .. }
            | Op::Move { src: it, .. }
            | Op::StoreRoot { src: it, .. }
            | Op::Attr { obj: it, .. }
            | Op::MoveOut { obj: it, .. }
            | Op::Item { obj: it, .. }
            | Op::Await { src: it, .. }
            | Op::Yield { src: it, .. }
            | Op::YieldFrom { src: it, .. }
            | Op::Enter { manager: it, .. }
            | Op::Exit { manager: it, .. }
            | Op::Iterate { src: it, .. }
            | Op::Unbind { local: it }
            | Op::Drop { local: it }
            | Op::TakeOut { local: it }
            | Op::Believe { local: it } => with(*it),
            Op::SetAttr { obj, src, .. } | Op::SetItem { obj, src, .. } => {
                with(*obj);
                with(*src);
            }
            Op::Pack { items, .. } => items.iter().for_each(|it| with(it.1)),
            Op::Opaque { operands, .. } => operands.iter().for_each(|it| with(*it)),
            Op::Test { test, operand, .. } => {
                with(*operand);
                if let super::Test::Same(it) | super::Test::NotSame(it) = test {
                    with(*it);
                }
            }
            Op::Call { callee, args, .. } => {
                with(*callee);
                args.iter().for_each(|it| with(it.value));
            }
            Op::Const { .. }
            | Op::Load { .. }
            | Op::LoadRoot { .. }
            | Op::Leave
            | Op::EndTemps { .. }
            | Op::EndScope { .. }
            | Op::EndStatement => {}
        }
    }

    /// The variable that the operation gives a new value.
    fn written(&self) -> Option<LocalId> {
        match self {
            Op::Copy { dst, .. }
            | Op::Move { dst, .. }
            | Op::Const { dst, .. }
            | Op::Load { dst, .. }
            | Op::LoadRoot { dst, .. }
            | Op::Attr { dst, .. }
            | Op::Item { dst, .. }
            | Op::Pack { dst, .. }
            | Op::Opaque { dst, .. }
            | Op::Test { dst, .. }
            | Op::Call { dst, .. }
            | Op::Await { dst, .. }
            | Op::Yield { dst, .. }
            | Op::YieldFrom { dst, .. }
            | Op::Enter { dst, .. }
            | Op::Iterate { dst, .. } => Some(*dst),
            Op::StoreRoot { .. }
            | Op::SetAttr { .. }
            | Op::SetItem { .. }
            | Op::Exit { .. }
            | Op::Unbind { .. }
            | Op::Drop { .. }
            | Op::MoveOut { .. }
            | Op::EndTemps { .. }
            | Op::EndScope { .. }
            | Op::Believe { .. }
            | Op::TakeOut { .. }
            | Op::Leave
            | Op::EndStatement => None,
        }
    }
}
