//! Walks every path of a small function and notes what becomes of each connection.
//!
//! Paths that have come to the same state are walked on once; a loop is walked until no new state turns up.
//! What raises: calls, openings, `x.block`, the step of a `for`; never a closing.

use std::collections::BTreeSet;

use crate::program::{Block, Catches, NAMES, Name, Stmt, Test, Try, What};

/// An opening, known by its line.
pub type Site = usize;

/// What the paths of a function do.
#[derive(Debug, Default)]
pub struct Walked {
    pub closed: BTreeSet<Site>,
    pub leaks: BTreeSet<Leak>,
    /// Lines where Python would stop because a name holds None, with the name.
    pub on_none: BTreeSet<(usize, Name)>,
    /// Names read before anything was bound to them.
    pub unbound: BTreeSet<Name>,
    pub flag_unbound: bool,
}

/// A connection that is open when a path ends.
#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub struct Leak {
    pub site: Site,
    pub how: How,
    /// An exception leaves the function at the end of this path.
    pub by_exception: bool,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
pub enum How {
    /// Still in a name.
    Kept,
    /// The last name was bound to None.
    Forgotten,
    /// The last name was bound to the connection opened at this site, by `x = bt.Subtensor()`.
    Reopened(Site),
    /// The same by way of another name or of a `with`.
    Replaced(Site),
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Value {
    Unbound,
    None,
    /// Index into [`State::connections`].
    Connection(usize),
}

/// One path so far. Connections are numbered by the first name that holds them, so that equal states compare equal.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
struct State {
    names: [Value; NAMES.len()],
    flag: Option<bool>,
    /// Opening and whether it is open, of each connection that a name holds.
    connections: Vec<(Site, bool)>,
    lost: BTreeSet<(Site, How)>,
}

#[derive(Debug, Clone, Copy, PartialEq, Eq, PartialOrd, Ord)]
enum Exit {
    Falls,
    Returns,
    Raises,
    Breaks,
    Continues,
}

type Ends = BTreeSet<(Exit, State)>;

pub fn walk(function: &Block) -> Walked {
    let mut seen = Walked::default();
    let names = [Value::Unbound; NAMES.len()];
    let start = State { names, flag: None, connections: vec![], lost: BTreeSet::new() };
    for (exit, state) in block(function, start, &mut seen) {
        let by_exception = exit == Exit::Raises;
        let kept = state.connections.iter().filter(|(_, open)| *open).map(|(site, _)| (*site, How::Kept));
        let leaks =
            kept.chain(state.lost.iter().copied()).map(|(site, how)| Leak { site, how, by_exception });
        seen.leaks.extend(leaks);
    }
    seen
}

fn block(block: &[Stmt], start: State, seen: &mut Walked) -> Ends {
    let mut ends = Ends::new();
    let mut falling = BTreeSet::from([start]);
    for it in block {
        let mut next = BTreeSet::new();
        for (exit, state) in falling.into_iter().flat_map(|state| stmt(it, state, seen)) {
            if exit == Exit::Falls {
                next.insert(state);
            } else {
                ends.insert((exit, state));
            }
        }
        falling = next;
    }
    ends.extend(falling.into_iter().map(|it| (Exit::Falls, it)));
    ends
}

fn stmt(stmt: &Stmt, mut state: State, seen: &mut Walked) -> Ends {
    let falls = |state| Ends::from([(Exit::Falls, state)]);
    let may_raise = |before: State, after: State| Ends::from([(Exit::Raises, before), (Exit::Falls, after)]);
    match &stmt.what {
        What::Open(name) => {
            let before = state.clone();
            state.bind_new(*name, (stmt.line, true), How::Reopened(stmt.line));
            may_raise(before, state)
        }
        What::Forget(name) => {
            state.bind(*name, Value::None, How::Forgotten);
            falls(state)
        }
        What::Alias(to, from) => {
            let value = state.read(*from, seen);
            let how = match value {
                Value::Connection(it) => How::Replaced(state.connections[it].0),
                Value::None | Value::Unbound => How::Forgotten,
            };
            state.bind(*to, value, how);
            falls(state)
        }
        What::Close(name) => {
            if let Some(it) = state.connection(*name, stmt.line, seen) {
                seen.closed.insert(state.connections[it].0);
                state.connections[it].1 = false;
            }
            falls(state)
        }
        What::Use(name) => {
            state.connection(*name, stmt.line, seen);
            may_raise(state.clone(), state)
        }
        What::Work => may_raise(state.clone(), state),
        What::Flag(value) => {
            state.flag = Some(*value);
            falls(state)
        }
        What::Return => Ends::from([(Exit::Returns, state)]),
        What::Raise => Ends::from([(Exit::Raises, state)]),
        What::Break => Ends::from([(Exit::Breaks, state)]),
        What::Continue => Ends::from([(Exit::Continues, state)]),
        What::If(test, yes, no) => match state.decide(*test, seen) {
            Some(true) => block(yes, state, seen),
            Some(false) => block(no, state, seen),
            None => {
                let mut ends = Ends::from([(Exit::Raises, state.clone())]);
                ends.extend(block(yes, state.clone(), seen));
                ends.extend(block(no, state, seen));
                ends
            }
        },
        What::For(body) => for_loop(body, state, seen),
        What::With(name, body) => {
            let mut ends = Ends::from([(Exit::Raises, state.clone())]);
            // It closes on every way out, so it is as good as closed.
            state.bind_new(*name, (stmt.line, false), How::Replaced(stmt.line));
            ends.extend(block(body, state, seen));
            ends
        }
        What::Try(it) => try_stmt(it, state, seen),
    }
}

fn for_loop(body: &[Stmt], start: State, seen: &mut Walked) -> Ends {
    let mut ends = Ends::new();
    let mut steps = BTreeSet::new();
    let mut new = vec![start];
    while let Some(state) = new.pop() {
        if !steps.insert(state.clone()) {
            continue;
        }
        ends.extend([(Exit::Raises, state.clone()), (Exit::Falls, state.clone())]);
        for (exit, state) in block(body, state, seen) {
            match exit {
                Exit::Falls | Exit::Continues => new.push(state),
                Exit::Breaks => _ = ends.insert((Exit::Falls, state)),
                Exit::Returns | Exit::Raises => _ = ends.insert((exit, state)),
            }
        }
    }
    ends
}

fn try_stmt(it: &Try, start: State, seen: &mut Walked) -> Ends {
    let mut handled = Ends::new();
    for (exit, state) in block(&it.body, start, seen) {
        match exit {
            Exit::Falls => handled.extend(block(&it.otherwise, state, seen)),
            Exit::Raises => {
                let catches_all = |(catches, _): &(Catches, _)| *catches != Catches::Some;
                for (_, handler) in &it.handlers {
                    handled.extend(block(handler, state.clone(), seen));
                }
                if !it.handlers.iter().any(catches_all) {
                    handled.insert((exit, state));
                }
            }
            Exit::Returns | Exit::Breaks | Exit::Continues => _ = handled.insert((exit, state)),
        }
    }
    let mut ends = Ends::new();
    for (exit, state) in handled {
        for (last, state) in block(&it.finally, state, seen) {
            ends.insert((if last == Exit::Falls { exit } else { last }, state));
        }
    }
    ends
}

impl State {
    fn read(&self, name: Name, seen: &mut Walked) -> Value {
        if self.names[name] == Value::Unbound {
            seen.unbound.insert(name);
        }
        self.names[name]
    }

    /// The connection that a name must hold at `line`.
    fn connection(&self, name: Name, line: usize, seen: &mut Walked) -> Option<usize> {
        match self.read(name, seen) {
            Value::Connection(it) => Some(it),
            Value::None | Value::Unbound => {
                seen.on_none.insert((line, name));
                None
            }
        }
    }

    /// How a test turns out; `None` if nobody knows.
    fn decide(&self, test: Test, seen: &mut Walked) -> Option<bool> {
        let is_none = |name, seen| self.read(name, seen) == Value::None;
        seen.flag_unbound |= matches!(test, Test::Flag | Test::NotFlag) && self.flag.is_none();
        match test {
            Test::Unknown => None,
            Test::IsNone(name) => Some(is_none(name, seen)),
            Test::IsNotNone(name) | Test::Truthy(name) => Some(!is_none(name, seen)),
            Test::Flag => Some(self.flag == Some(true)),
            Test::NotFlag => Some(self.flag != Some(true)),
        }
    }

    fn bind_new(&mut self, name: Name, connection: (Site, bool), how: How) {
        self.connections.push(connection);
        self.bind(name, Value::Connection(self.connections.len() - 1), how);
    }

    /// Binds a name, notes what thereby gets lost and numbers the rest anew.
    fn bind(&mut self, name: Name, value: Value, how: How) {
        self.names[name] = value;
        let old = std::mem::take(&mut self.connections);
        let mut numbers = vec![None; old.len()];
        for it in &mut self.names {
            if let Value::Connection(at) = it {
                let number = *numbers[*at].get_or_insert_with(|| {
                    self.connections.push(old[*at]);
                    self.connections.len() - 1
                });
                *it = Value::Connection(number);
            }
        }
        let gone = old.iter().zip(&numbers).filter(|((_, open), number)| *open && number.is_none());
        self.lost.extend(gone.map(|((site, _), _)| (*site, how)));
    }
}
