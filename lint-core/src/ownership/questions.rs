//! What a body asks of the program while it is judged: it is judged again only when an answer has changed.
//!
//! Early cutoff as in Mokhov, Mitchell and Peyton Jones, "Build Systems à la Carte" (ICFP 2018).

use std::cell::RefCell;
use std::collections::BTreeMap;
use std::ops::Deref;
use std::sync::Arc;

use crate::ir::{ClassId, Def, FnId, Name};
use crate::program::Program;
use crate::summary::Summary;

/// Something of which the program learns more from turn to turn.
#[derive(Debug, Clone, PartialEq, Eq, PartialOrd, Ord)]
enum Question {
    FieldClass(ClassId, Name),
    MadeFieldClass(ClassId, Name),
    FieldInstance(ClassId, Name),
    FieldDefault(ClassId, Name),
    FieldCloser(ClassId, Name),
    GlobalClass(u32, Name),
    ParamClass(FnId, u32),
    ParamPackage(FnId, u32),
    IsOwner(ClassId),
    IsRelevantMethod(Name),
    IsJudged(FnId),
    Summary(FnId),
}

#[derive(Debug)]
enum Answer {
    Class(Option<ClassId>),
    Name(Option<Name>),
    Def(Option<Def>),
    Bool(bool),
    Summary(Option<Arc<Summary>>),
}

impl PartialEq for Answer {
    fn eq(&self, other: &Answer) -> bool {
        match (self, other) {
            (Answer::Class(a), Answer::Class(b)) => a == b,
            (Answer::Name(a), Answer::Name(b)) => a == b,
            (Answer::Def(a), Answer::Def(b)) => a == b,
            (Answer::Bool(a), Answer::Bool(b)) => a == b,
            (Answer::Summary(Some(a)), Answer::Summary(Some(b))) => Arc::ptr_eq(a, b) || a == b,
            (Answer::Summary(None), Answer::Summary(None)) => true,
            _ => false,
        }
    }
}

/// What was asked, and what the answers were.
#[derive(Debug, Default)]
pub struct Questions(BTreeMap<Question, Answer>);

impl Questions {
    /// Whether the program would answer as it did.
    pub fn hold(&self, program: &Program<'_>) -> bool {
        self.0.iter().all(|(question, answer)| program.answer(question) == *answer)
    }
}

impl Program<'_> {
    fn answer(&self, question: &Question) -> Answer {
        match question {
            Question::FieldClass(class, field) => Answer::Class(self.field_class(*class, field)),
            Question::MadeFieldClass(class, field) => Answer::Class(self.made_field_class(*class, field)),
            Question::FieldInstance(class, field) => Answer::Name(self.field_instance(*class, field)),
            Question::FieldDefault(class, field) => Answer::Def(self.field_default(*class, field)),
            Question::FieldCloser(class, field) => Answer::Name(self.field_closer(*class, field)),
            Question::GlobalClass(file, name) => Answer::Class(self.global_class(*file, name)),
            Question::ParamClass(function, at) => Answer::Class(self.param_class(*function, *at)),
            Question::ParamPackage(function, at) => Answer::Name(self.param_package(*function, *at)),
            Question::IsOwner(class) => Answer::Bool(self.is_owner(*class)),
            Question::IsRelevantMethod(name) => Answer::Bool(self.is_relevant_method(name)),
            Question::IsJudged(function) => Answer::Bool(self.is_judged(*function)),
            Question::Summary(function) => Answer::Summary(self.summary(*function)),
        }
    }
}

/// The program as a body sees it that is being judged: what may change later is noted.
pub(super) struct Asker<'a> {
    program: &'a Program<'a>,
    questions: RefCell<Questions>,
}

impl<'a> Asker<'a> {
    pub(super) fn new(program: &'a Program<'a>) -> Asker<'a> {
        Asker { program, questions: RefCell::default() }
    }

    pub(super) fn into_questions(self) -> Questions {
        self.questions.into_inner()
    }

    fn ask(&self, question: Question, answer: Answer) {
        self.questions.borrow_mut().0.entry(question).or_insert(answer);
    }

    pub(super) fn field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        let answer = self.program.field_class(class, field);
        self.ask(Question::FieldClass(class, field.clone()), Answer::Class(answer));
        answer
    }

    pub(super) fn made_field_class(&self, class: ClassId, field: &Name) -> Option<ClassId> {
        let answer = self.program.made_field_class(class, field);
        self.ask(Question::MadeFieldClass(class, field.clone()), Answer::Class(answer));
        answer
    }

    pub(super) fn field_instance(&self, class: ClassId, field: &Name) -> Option<Name> {
        let answer = self.program.field_instance(class, field);
        self.ask(Question::FieldInstance(class, field.clone()), Answer::Name(answer.clone()));
        answer
    }

    pub(super) fn field_default(&self, class: ClassId, field: &Name) -> Option<Def> {
        let answer = self.program.field_default(class, field);
        self.ask(Question::FieldDefault(class, field.clone()), Answer::Def(answer.clone()));
        answer
    }

    pub(super) fn field_closer(&self, class: ClassId, field: &Name) -> Option<Name> {
        let answer = self.program.field_closer(class, field);
        self.ask(Question::FieldCloser(class, field.clone()), Answer::Name(answer.clone()));
        answer
    }

    pub(super) fn global_class(&self, file: u32, name: &Name) -> Option<ClassId> {
        let answer = self.program.global_class(file, name);
        self.ask(Question::GlobalClass(file, name.clone()), Answer::Class(answer));
        answer
    }

    pub(super) fn param_class(&self, function: FnId, at: u32) -> Option<ClassId> {
        let answer = self.program.param_class(function, at);
        self.ask(Question::ParamClass(function, at), Answer::Class(answer));
        answer
    }

    pub(super) fn param_package(&self, function: FnId, at: u32) -> Option<Name> {
        let answer = self.program.param_package(function, at);
        self.ask(Question::ParamPackage(function, at), Answer::Name(answer.clone()));
        answer
    }

    pub(super) fn is_owner(&self, class: ClassId) -> bool {
        let answer = self.program.is_owner(class);
        self.ask(Question::IsOwner(class), Answer::Bool(answer));
        answer
    }

    pub(super) fn is_relevant_method(&self, name: &str) -> bool {
        let answer = self.program.is_relevant_method(name);
        self.ask(Question::IsRelevantMethod(name.into()), Answer::Bool(answer));
        answer
    }

    pub(super) fn is_judged(&self, function: FnId) -> bool {
        let answer = self.program.is_judged(function);
        self.ask(Question::IsJudged(function), Answer::Bool(answer));
        answer
    }

    /// The summary of a function; of one that nobody has judged what is made up for what it is lent.
    pub(super) fn summary_for(&self, function: FnId, lent: u32, passed_on: u32) -> Option<Arc<Summary>> {
        let known = self.program.summary(function);
        let answer = known.or_else(|| self.program.made_up(function, lent, passed_on));
        self.ask(Question::Summary(function), Answer::Summary(answer.clone()));
        answer
    }

    pub(super) fn summary(&self, function: FnId) -> Option<Arc<Summary>> {
        let answer = self.program.summary(function);
        self.ask(Question::Summary(function), Answer::Summary(answer.clone()));
        answer
    }
}

/// What never changes while bodies are judged may be asked without a note.
impl<'a> Deref for Asker<'a> {
    type Target = Program<'a>;

    fn deref(&self) -> &Program<'a> {
        self.program
    }
}
