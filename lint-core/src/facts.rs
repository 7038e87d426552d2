//! What the analysis found out about one body, for the rules to read.

use std::collections::{BTreeMap, BTreeSet};
use std::sync::Arc;

use crate::ir::{ClassId, FnId, Name, Root};
use crate::knowledge::ResourceId;
use crate::ownership::state::Trail;
use crate::ownership::value::{ObjId, SiteId, Step, Sym};
use crate::source::Span;

/// An expression that yields a connection which the surrounding code then owns.
#[derive(Debug, Clone)]
pub struct Site {
    pub span: Span,
    pub kind: SiteKind,
    pub resource: ResourceId,
    /// The opening that a factory or owner passes on: function and site there.
    pub origin: Option<(FnId, SiteId)>,
    /// The function whose call brings it.
    pub callee: Option<FnId>,
    /// The block and index of the opening.
    pub block: u32,
    /// The call's arguments stay the same from one iteration to the next.
    pub constant_arguments: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum SiteKind {
    /// A constructor or SDK factory.
    Direct,
    /// A call of a project function that returns a fresh connection.
    Factory(FnId),
    /// An instance of a project class that keeps one: the way from the instance to it.
    Owner(Vec<(ClassId, Step)>),
    /// An SDK call that opens one of its own.
    Implicit,
    /// A connection that a callee put somewhere itself: followed, never reported here.
    Foreign,
}

/// A way in which a connection is lost.
#[derive(Debug, Clone)]
pub struct Leak {
    pub how: Loss,
    /// Where: the return, the rebinding, the loop.
    pub span: Span,
    pub trail: Option<Arc<Trail>>,
    /// Something that outlives the body refers to it too.
    pub kept: bool,
    /// Nothing here connects it: it owes something only if those connect it who are handed it.
    pub cold: bool,
    /// The connection was a value that paths were merged over.
    pub merged: bool,
}

#[derive(Debug, Clone, PartialEq, Eq)]
pub enum Loss {
    /// Still open when the body ends.
    Exit,
    /// The variable is bound to something else, or deleted.
    Dropped,
    /// A new connection takes its place.
    Reopened(SiteId),
    /// Open in a loop that never ends.
    Endless,
    /// An exception leaves the body.
    Raised,
}

/// Where a connection went that the body put into something that outlives it.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub enum Kept {
    /// In an attribute or element of what the symbol stands for.
    Field(Sym, Step),
    Root(Root),
    /// In a class-level name.
    ClassLevel(ClassId, Name),
    /// In an object that is returned.
    Returned(ClassId, Step),
}

/// How often something was seen in one way and in the other, over all paths that reach a point.
#[derive(Debug, Clone, Copy, Default, PartialEq, Eq)]
pub struct Tally {
    pub yes: u32,
    pub no: u32,
}

impl Tally {
    pub fn count(&mut self, yes: bool) {
        if yes {
            self.yes += 1;
        } else {
            self.no += 1;
        }
    }

    pub fn always(self) -> bool {
        self.yes > 0 && self.no == 0
    }
}

/// A new connection stored over one that the entry of the body may have left there.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Overwrite {
    /// The new connection.
    pub site: SiteId,
    /// The place, seen from the entry.
    pub place: Sym,
}

/// A field or element that is set to None or to an empty container, or deleted, while what the entry of the body
/// left there may be open.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
pub struct Emptying {
    /// The place, seen from the entry.
    pub place: Sym,
    /// The target of the assignment or `del`, in byte offsets.
    pub span: Span,
    /// Something else of the same object was asked before, which may say that nothing is to be closed.
    pub asked: bool,
}

#[derive(Debug)]
pub struct Facts {
    /// The body was too complex to be judged in full.
    pub exhausted: bool,
    pub sites: Vec<Site>,
    pub opened: BTreeSet<SiteId>,
    /// What awaiting or entering made of a connection, where that is something else.
    pub became: BTreeMap<SiteId, ResourceId>,
    /// Sites that some path discharges, with the blocks where that happens.
    pub discharged: BTreeSet<(SiteId, u32)>,
    /// Sites whose connection was bound to a name or stored.
    pub bound: BTreeSet<SiteId>,
    pub leaks: BTreeMap<SiteId, Vec<Leak>>,
    /// The first name that the connection was bound to.
    pub names: BTreeMap<SiteId, Name>,
    /// What each connection is called where it is bound, by the place of the binding.
    pub bound_as: BTreeMap<(Span, SiteId), Name>,
    /// Kept connections that are connected when the body ends.
    pub kept_open: BTreeSet<SiteId>,
    /// What a module keeps and closes itself, at its end or when the process ends.
    pub kept_closed: BTreeMap<SiteId, BTreeSet<Kept>>,
    pub kept: BTreeMap<SiteId, BTreeSet<Kept>>,
    /// Places that hold no more than a part of a connection that is kept elsewhere: its bound `close`.
    pub kept_parts: BTreeSet<(SiteId, Kept)>,
    /// The fields that lead to a kept connection from the object that was put there: `ctx.sub = …; current = ctx`.
    pub kept_ways: BTreeMap<SiteId, BTreeSet<Vec<(ClassId, Step)>>>,
    /// Sites that are returned or yielded to a caller.
    pub returned: BTreeSet<SiteId>,
    /// The field of the returned object that has it then.
    pub returned_in: BTreeMap<SiteId, BTreeSet<Kept>>,
    pub overwrites: BTreeSet<Overwrite>,
    pub emptied: BTreeSet<Emptying>,
    /// Un-awaited closes that are still un-awaited where the connection is lost.
    pub unawaited: BTreeMap<SiteId, Span>,
    /// The instance of a class in whose field each connection was put first.
    pub held_in: BTreeMap<SiteId, ObjId>,
    /// Uses, by place: whether the connection was closed there.
    pub uses: BTreeMap<(Span, SiteId), Tally>,
    /// Uses of what the body did not make, by place.
    pub foreign_uses: BTreeSet<Span>,
    pub cold_uses: BTreeMap<(Span, SiteId), Tally>,
    /// Closing calls, by place: whether the connection was closed or scoped already.
    pub closes: BTreeMap<(Span, SiteId), Tally>,
    /// Connections that are closed and connected again inside of a block that scopes them.
    pub reset: BTreeSet<SiteId>,
    /// Closing calls of what the body did not make, by place.
    pub foreign_closes: BTreeSet<Span>,
    /// `with` statements that the resource lacks: place, site, and the right statement if there is one.
    pub wrong_scopes: BTreeSet<(Span, SiteId)>,
    /// Threads that use a connection, by where they are started, and another use meanwhile.
    pub shared: BTreeMap<(Span, SiteId), Span>,
    /// The same for fields of `self` that were filled elsewhere.
    pub shared_fields: BTreeMap<(Span, Name), Span>,
    /// Names of fields that get closed through something whose class is unknown, with the closing method.
    pub outside_closes: BTreeSet<(Name, Name)>,
    /// Methods that are called on elements of something whose class is unknown.
    pub outside_element_closes: BTreeSet<Name>,
    /// Connections that are stored under a key in quotes, in something that the body did not make.
    pub keys: BTreeMap<SiteId, Name>,
    /// An unknown callee whose name says "close" was lent the connection.
    pub maybe_closed: BTreeSet<SiteId>,
    /// An unknown callee of any other name was.
    pub lent_unseen: BTreeMap<SiteId, BTreeSet<Name>>,
    /// Connections that something was done with.
    pub touched: BTreeSet<SiteId>,
    /// Connections that going out of scope closes, and where.
    pub dropped: BTreeSet<SiteId>,
    /// Connections that are kept from ever being dropped: by the place where that is done.
    pub forgotten: BTreeMap<(Span, SiteId), Name>,
    /// Connections that are open where the process is ended.
    pub halted: BTreeSet<(Span, SiteId)>,
    /// What the pinned version has changed about the call that opens, as sentences.
    pub changes: BTreeMap<SiteId, Vec<Arc<str>>>,
    /// Tasks that never end, with the connections that they hold.
    pub tasks: BTreeMap<SiteId, BTreeSet<SiteId>>,
}

impl Facts {
    pub fn new(exhausted: bool) -> Facts {
        Facts {
            exhausted,
            sites: vec![],
            opened: BTreeSet::new(),
            became: BTreeMap::new(),
            discharged: BTreeSet::new(),
            bound: BTreeSet::new(),
            leaks: BTreeMap::new(),
            names: BTreeMap::new(),
            bound_as: BTreeMap::new(),
            kept_open: BTreeSet::new(),
            kept_closed: BTreeMap::new(),
            kept: BTreeMap::new(),
            kept_parts: BTreeSet::new(),
            kept_ways: BTreeMap::new(),
            returned: BTreeSet::new(),
            returned_in: BTreeMap::new(),
            overwrites: BTreeSet::new(),
            emptied: BTreeSet::new(),
            unawaited: BTreeMap::new(),
            held_in: BTreeMap::new(),
            uses: BTreeMap::new(),
            foreign_uses: BTreeSet::new(),
            cold_uses: BTreeMap::new(),
            closes: BTreeMap::new(),
            reset: BTreeSet::new(),
            foreign_closes: BTreeSet::new(),
            wrong_scopes: BTreeSet::new(),
            shared: BTreeMap::new(),
            shared_fields: BTreeMap::new(),
            outside_closes: BTreeSet::new(),
            outside_element_closes: BTreeSet::new(),
            keys: BTreeMap::new(),
            maybe_closed: BTreeSet::new(),
            lent_unseen: BTreeMap::new(),
            touched: BTreeSet::new(),
            dropped: BTreeSet::new(),
            forgotten: BTreeMap::new(),
            halted: BTreeSet::new(),
            changes: BTreeMap::new(),
            tasks: BTreeMap::new(),
        }
    }

    pub fn site(&self, id: SiteId) -> &Site {
        &self.sites[id.0 as usize]
    }

    pub fn is_discharged(&self, id: SiteId) -> bool {
        self.discharged.range((id, 0)..).next().is_some_and(|it| it.0 == id)
    }

    pub fn leaks_of(&self, id: SiteId) -> &[Leak] {
        self.leaks.get(&id).map_or(&[], Vec::as_slice)
    }
}
