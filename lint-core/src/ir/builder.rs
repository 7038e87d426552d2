//! Builds a [`Body`] with a cursor and a stack of what runs on leaving a scope.
//!
//! A `finally` (and the end of a `with`) is lowered once, however many ways lead into it:
//! each way in stores its number in a selector, and the block ends in a [`End::Switch`] over it.
//!
//! ```text
//! try:            selector = 0 (falls through) ──┐
//!     return x    selector = 1 (return)       ───┼─▶ finally block ─▶ switch selector
//! finally: …      selector = 2 (exception)    ───┘      0 ▶ after   1 ▶ exit   2 ▶ outer handler
//! ```

use super::{Block, BlockId, Body, End, Local, LocalId, LocalKind, Name, Op, Point};
use crate::source::Span;

/// A way out of the scopes around the cursor.
#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Jump {
    /// Leaves the body with the value in [`Builder::result`].
    Return,
    /// To the handler around, or out of the body.
    Raise,
    /// An exception that `except Exception` does not catch, out to the handler that names it.
    RaiseBase,
    Break,
    Continue,
    /// Past the innermost scope.
    After(BlockId),
}

#[derive(Debug)]
enum Frame {
    Loop {
        head: BlockId,
        after: BlockId,
        broken: bool,
    },
    /// Exceptions go to `pad`; those that `except Exception` misses too if `takes_base`, else further out.
    Try {
        pad: BlockId,
        takes_base: bool,
    },
    Finally {
        entry: BlockId,
        selector: LocalId,
        ways: Vec<Jump>,
        raise_pad: Option<BlockId>,
        base_pad: Option<BlockId>,
    },
}

/// Which exceptions end with a block, and where it goes on then.
#[derive(Debug, Clone, Copy)]
pub enum Swallows {
    Nothing,
    /// Some do and some do not.
    Some(BlockId),
    /// All that `except Exception` catches.
    Exceptions(BlockId),
}

/// A finally scope that has been closed: where its code goes on, to be given to [`Builder::end_finally`].
#[derive(Debug)]
pub struct Finally {
    selector: LocalId,
    ways: Vec<Jump>,
}

#[derive(Debug)]
pub struct Builder {
    pub body: Body,
    /// Where a `return` leaves its value.
    pub result: LocalId,
    cursor: BlockId,
    frames: Vec<Frame>,
    return_exit: BlockId,
    raise_exit: BlockId,
}

impl Builder {
    /// Starts with an empty `body` whose parameters are its first locals.
    pub fn new(body: Body) -> Builder {
        let entry = BlockId(0);
        let mut builder = Builder {
            body,
            result: LocalId(0),
            cursor: entry,
            frames: vec![],
            return_exit: entry,
            raise_exit: entry,
        };
        builder.result = builder.local(None, LocalKind::Hidden);
        builder.cursor = builder.block();
        builder.return_exit = builder.block();
        builder.raise_exit = builder.block();
        let value = builder.result;
        builder.body.blocks[builder.return_exit.0 as usize].end = End::Return { value };
        builder.body.blocks[builder.raise_exit.0 as usize].end = End::Raise;
        builder
    }

    pub fn finish(self) -> Body {
        self.body
    }

    pub fn local(&mut self, name: Option<Name>, kind: LocalKind) -> LocalId {
        self.body.locals.push(Local { name, kind });
        LocalId(self.body.locals.len() as u32 - 1)
    }

    pub fn temp(&mut self) -> LocalId {
        self.local(None, LocalKind::Temp)
    }

    pub fn block(&mut self) -> BlockId {
        self.body.blocks.push(Block { points: vec![], end: End::Unreachable, span: Span::default() });
        BlockId(self.body.blocks.len() as u32 - 1)
    }

    pub fn cursor(&self) -> BlockId {
        self.cursor
    }

    pub fn set_cursor(&mut self, block: BlockId) {
        self.cursor = block;
    }

    /// Appends an operation; one that may raise ends the block and gets its edges.
    pub fn push(&mut self, op: Op, span: Span) {
        let fails = op.may_raise();
        self.push_quiet(op, span);
        if fails {
            self.may_raise(span);
        }
    }

    /// Appends an operation that is known not to raise here: a close, a log line.
    pub fn push_quiet(&mut self, op: Op, span: Span) {
        self.body.blocks[self.cursor.0 as usize].points.push(Point { op, span });
    }

    /// The source may raise here: ends the block with an edge to the handler around.
    pub fn may_raise(&mut self, span: Span) {
        let raise = self.raise_target();
        let ok = self.block();
        self.end(End::Fallible { ok, raise }, span);
        self.cursor = ok;
    }

    /// Ends the block under the cursor. The cursor stays: the caller moves it.
    pub fn end(&mut self, end: End, span: Span) {
        let block = &mut self.body.blocks[self.cursor.0 as usize];
        block.end = end;
        block.span = span;
    }

    pub fn goto(&mut self, target: BlockId, span: Span) {
        self.end(End::Goto(target), span);
    }

    /// Leaves through every `finally` on the way; what follows cannot run.
    pub fn jump(&mut self, jump: Jump, span: Span) {
        if jump == Jump::Return {
            self.push_quiet(Op::Leave, span);
        }
        let target = self.target(&jump, self.frames.len());
        self.goto(target, span);
        self.cursor = self.block();
    }

    /// Says that the head of a loop and all blocks made since `first` ask whether it goes on.
    pub fn note_condition(&mut self, head: BlockId, first: BlockId) {
        let made = (first.0..self.body.blocks.len() as u32).map(BlockId);
        self.body.conditions.extend(std::iter::once(head).chain(made).map(|it| (it, head)));
    }

    pub fn push_loop(&mut self, head: BlockId, after: BlockId) {
        self.body.loops.push(head);
        self.frames.push(Frame::Loop { head, after, broken: false });
    }

    /// Ends the innermost loop; true if a `break` leaves it.
    pub fn pop_loop(&mut self) -> bool {
        match self.frames.pop() {
            Some(Frame::Loop { broken, .. }) => broken,
            other => unreachable!("loops, tries and finallies nest, found {other:?}"),
        }
    }

    pub fn push_try(&mut self, pad: BlockId, takes_base: bool) {
        self.frames.push(Frame::Try { pad, takes_base });
    }

    pub fn pop_try(&mut self) {
        self.frames.pop();
    }

    /// From here on every way out leads through a block that [`Self::pop_finally`] opens.
    pub fn push_finally(&mut self) {
        let entry = self.block();
        let selector = self.local(None, LocalKind::Selector);
        self.frames.push(Frame::Finally { entry, selector, ways: vec![], raise_pad: None, base_pad: None });
    }

    /// Ends the guarded part: it falls through to `after`, and the cursor stands in the finally block.
    pub fn pop_finally(&mut self, after: BlockId, span: Span) -> Finally {
        let innermost = self.frames.len() - 1;
        let target = self.by_way_of_finally(innermost, &Jump::After(after));
        self.goto(target, span);
        match self.frames.pop() {
            Some(Frame::Finally { entry, selector, ways, .. }) => {
                self.cursor = entry;
                Finally { selector, ways }
            }
            other => unreachable!("loops, tries and finallies nest, found {other:?}"),
        }
    }

    /// Ends the finally block: each way goes on, but for the exceptions that end here.
    pub fn end_finally(&mut self, finally: Finally, swallows: Swallows, span: Span) {
        let depth = self.frames.len();
        let mut targets = Vec::new();
        for way in &finally.ways {
            let outward = match way {
                Jump::After(block) => *block,
                Jump::Return | Jump::Raise | Jump::RaiseBase | Jump::Break | Jump::Continue => {
                    self.target(way, depth)
                }
            };
            targets.push(match (way, swallows) {
                (Jump::Raise, Swallows::Exceptions(after)) => match self.base_target() {
                    // Some handler around names what gets through.
                    Some(base) => {
                        let choice = self.block();
                        self.body.blocks[choice.0 as usize].end = End::Choose(vec![after, base]);
                        choice
                    }
                    None => after,
                },
                (Jump::Raise | Jump::RaiseBase, Swallows::Exceptions(after) | Swallows::Some(after)) => {
                    let choice = self.block();
                    self.body.blocks[choice.0 as usize].end = End::Choose(vec![after, outward]);
                    choice
                }
                _ => outward,
            });
        }
        self.end(End::Switch { selector: finally.selector, targets }, span);
        self.cursor = self.block();
    }

    /// Where an exception goes from here.
    pub fn raise_target(&mut self) -> BlockId {
        self.target(&Jump::Raise, self.frames.len())
    }

    /// Where an exception goes that `except Exception` does not catch, if some handler around names it.
    pub fn base_target(&mut self) -> Option<BlockId> {
        let named = self.frames.iter().any(|it| matches!(it, Frame::Try { takes_base: true, .. }));
        named.then(|| self.target(&Jump::RaiseBase, self.frames.len()))
    }

    /// The block to go to for `jump`, seen from below the frame at `depth`.
    fn target(&mut self, jump: &Jump, depth: usize) -> BlockId {
        for at in (0..depth).rev() {
            match (&mut self.frames[at], jump) {
                (Frame::Loop { after, broken, .. }, Jump::Break) => {
                    *broken = true;
                    return *after;
                }
                (Frame::Loop { head, .. }, Jump::Continue) => return *head,
                (Frame::Try { pad, .. }, Jump::Raise) => return *pad,
                (Frame::Try { pad, takes_base: true }, Jump::RaiseBase) => return *pad,
                (Frame::Finally { .. }, _) => return self.by_way_of_finally(at, jump),
                (Frame::Loop { .. } | Frame::Try { .. }, _) => {}
            }
        }
        match jump {
            Jump::Return => self.return_exit,
            Jump::Raise | Jump::RaiseBase => self.raise_exit,
            // `break` outside a loop is no valid program: read it as the end of the body.
            Jump::Break | Jump::Continue => self.return_exit,
            Jump::After(block) => *block,
        }
    }

    /// A block that enters the finally frame at `at` and remembers to go on with `jump`.
    fn by_way_of_finally(&mut self, at: usize, jump: &Jump) -> BlockId {
        let Frame::Finally { entry, selector, ways, raise_pad, base_pad } = &mut self.frames[at] else {
            unreachable!("the caller matched a finally frame")
        };
        let known = match jump {
            Jump::Raise => *raise_pad,
            Jump::RaiseBase => *base_pad,
            Jump::Return | Jump::Break | Jump::Continue | Jump::After(_) => None,
        };
        if let Some(pad) = known {
            return pad;
        }
        let (entry, selector) = (*entry, *selector);
        let way = ways.iter().position(|it| it == jump).unwrap_or_else(|| {
            ways.push(jump.clone());
            ways.len() - 1
        });
        let pad = self.block();
        let value = super::Const::Int(way as i64);
        let block = &mut self.body.blocks[pad.0 as usize];
        block.points.push(Point { op: Op::Const { dst: selector, value }, span: Span::default() });
        block.end = End::Goto(entry);
        if let Frame::Finally { raise_pad, base_pad, .. } = &mut self.frames[at] {
            match jump {
                Jump::Raise => *raise_pad = Some(pad),
                Jump::RaiseBase => *base_pad = Some(pad),
                Jump::Return | Jump::Break | Jump::Continue | Jump::After(_) => {}
            }
        }
        pad
    }
}
