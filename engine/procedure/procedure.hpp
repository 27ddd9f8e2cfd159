#pragma once
// What our namespace adds to a chart: who may send which event, its form, the rules it must meet
// with their citations, clocks, documents, policy parameters, mandatory steps. A Procedure is
// immutable and named by the SHA-256 of its file. The vocabulary is described in
// workflows/README.md.
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <vector>

#include "engine/base/text.hpp"
#include "engine/calendar/calendar.hpp"
#include "engine/chart/definition.hpp"
#include "engine/procedure/policy_fault.hpp"

namespace gavel::procedure {

/// One article of one instrument: "decree-713:25" in the file.
struct Citation {
  std::string source;   ///< Id of a <g:source>.
  std::string article;  ///< "25", "30(2)"; may be empty for a whole instrument.
  Text label;  ///< "《重大行政决策程序暂行条例》（国务院令第713号）第25条" / "Decree 713 art. 25".
};

/// An article of an instrument, with a short title in our own words.
struct Article {
  std::string number;  ///< "15".
  Text title;
  bool binds = false;    ///< It asks something of a system; others are principles or about others.
  bool is_step = false;  ///< It demands a step: some <g:mandatory> must cite it.
  Place place = {};
};
struct Source {
  std::string id;  ///< "decree-713".
  Text title;
  std::vector<Article> articles;
  bool is_step = false;  ///< As of an article; for an instrument that is cited as a whole.
  Place place = {};
};

struct Role {
  std::string id;
  Text title;
  /// An actor holds the role in a matter only if their unit equals it.
  std::optional<expression::Expression> unit;
  std::vector<Citation> citations;
  bool lend = true;  ///< False: a personal quality; nobody acts by it for another.
};

struct SeenValue {
  std::string name;
  expression::Expression value;
};

/// Where a rule must stand: on the event, or only where that leads to `state` or into it.
struct Guard {
  std::string event;
  std::optional<std::string> state;
};

struct Rule {
  std::string id;                   ///< "G08".
  Text says;                        ///< The rule, as a sentence.
  Text remedy;                      ///< What would meet it.
  std::vector<Citation> citations;  ///< Never empty in a procedure that checks clean.
  expression::Expression test;
  std::optional<std::string> until;  ///< Clock whose end is the earliest date the rule can be met.
  std::vector<SeenValue> seen;       ///< Values shown with a refusal.
  bool needs_data = false;  ///< The test reads the event: it cannot be judged before sending.
  Place place;
  /// Said a second time beside where it is asked, so that neither is lost in silence. Empty: not
  /// said.
  std::vector<Guard> guards = {};
};

struct Field {
  enum class Type {
    text,
    number,
    integer,
    boolean,
    date,
    choice,
    list,
    object,
    citation,
    month,
    time,    ///< Of a day: hour and minutes, as on a notice.
    code,    ///< Part of a name that files and folders get: letters, digits, hyphens.
    instant  ///< RFC 3339 with seconds, in China's time (+08:00), as it is printed.
  };
  std::string name;
  Text title;
  Type type = Type::text;
  bool required = false;
  std::vector<std::string> values;  ///< Of a choice, or of each item of a list.
  std::vector<Text> value_titles;   ///< Of each of `values`, in their order.
  std::optional<double> min, max;   ///< Of numbers; lengths in code points for text.
  std::vector<Field> fields;        ///< Of an object, or of each item of a list.
  /// The register an entry of which the value names, of a list each item; what stands there comes
  /// as `_x.facts.registers.<field>`, of a text within the items of a list as
  /// `_x.facts.registers['<list>.<field>']`. Empty: none.
  std::string in_register = {};
  /// Of a register that numbers things: for `minutes` the meeting whose number it is, {organ, body,
  /// on}; for `document_number` whose number it is, and without its spelling, {organ, number}.
  std::optional<expression::Expression> of = {};
  /// Of the register `matter`: variables of the matter named, which come along with what the
  /// register says of it.
  std::vector<std::string> shows = {};
  /// Of a text: one in which a number or an address of a person stands is refused. What is recorded
  /// is never erased.
  bool refuses_personal = false;

  /// Of a value of a choice; empty for what is none of `values`.
  [[nodiscard]] Text title_of(const Json& value) const;
  /// Whether it names entries of a register, itself or in a field within it.
  [[nodiscard]] bool names_entries() const;
};

/// A register that an event asks, whatever its form names. `counsel`, `expert`: the people among
/// whom whoever sends is looked up, as `_x.facts.registers.sender`. `seats`, `pool`, `catalogue`,
/// `comments`: what the register of positions says of the accounts, the pool of the experts, that
/// of catalogues of the organ and year, what became of the comments on the text that `of` gives,
/// under that name.
struct RegisterAsked {
  std::string name;
  std::optional<expression::Expression> of;
};

struct EventType {
  std::string name;
  Text title;
  std::vector<std::string> who;  ///< Role ids; "clock" is the system's timers; "anyone".
  std::vector<Field> form;
  bool is_signed = false;             ///< Counts only with a detached signature over its statement.
  std::vector<std::string> rules;     ///< Rule ids for the event wherever it is taken.
  std::vector<std::string> produces;  ///< Document codes.
  std::vector<Citation> citations;
  Place place;
  /// The states in which it can be taken, and no other. Empty: not said.
  std::vector<std::string> during = {};
  /// What registers are asked about the event itself.
  std::vector<RegisterAsked> registers = {};
  /// Of a signed event: who sends in one of these roles signs, the others do not. Empty: everyone
  /// signs.
  std::vector<std::string> signers = {};
  /// Of a signed event: the stages and the document codes that its signature is over; a later
  /// version of one makes it stale. Empty: all that is on file.
  std::vector<std::string> covers = {};
  /// The list of what waits for whoever asks with this event, each with its `zh` and `en`: so that
  /// one of many who may send it learns that it is for them.
  std::optional<expression::Expression> waits = {};
};

struct Clock {
  std::string id;
  Text title;
  std::vector<Citation> citations;
  expression::Expression from;  ///< Day ("2026-01-30") or instant; undefined: not running.
  expression::Expression count;
  expression::Expression unit;  ///< Gives "day", "workday" or "year".
  bool roll = true;
  enum class Kind { minimum, maximum } kind = Kind::minimum;  ///< Earliest date, or latest.
  Place place;
};

struct DocumentType {
  std::string code;
  Text title;
  std::string stage;
  bool mandatory = false;
  std::string retention;
  std::vector<Citation> citations;
  std::vector<std::string> who = {};  ///< Roles that may file it; empty: any role of the procedure.
  /// The paper of the system's own that is filed under this code: "statement-of-procedure",
  /// "hearing-record" and others; read_annotations.cpp lists them. Empty: none.
  std::string written = {};
  Place place = {};
};
struct Parameter {
  std::string name;
  Text title;
  Field::Type type = Field::Type::integer;
  Json standard;
  std::optional<double> min, max;
  std::vector<std::string> values;
  std::vector<Text> value_titles = {};  ///< Of each of `values`, in their order.
  std::vector<Citation> citations = {};
  /// Which way is stricter: more (longer, later in `values`, true), less, or neither. A policy pack
  /// may only be stricter than the one it extends.
  enum class Stricter { neither, more, less } stricter = Stricter::neither;
  /// The parameter this one is a share of: the parts of a quorum of two thirds are of the thirds.
  /// What is stricter is then the share, and it is no more than the whole. Empty: none.
  std::string of = {};
  /// The parameter this one may not exceed. Empty: none.
  std::string at_most = {};
  /// Where the law gives each level of organ its own value: that, by level. Empty: it does not.
  JsonObject by_level = {};
};
struct Stage {
  std::string id;
  Text title;
};

/// "No path reaches `before` unless `through` was left by an event in `by` since `since` was last
/// entered."
struct MandatoryStep {
  std::string id;
  Text title;
  std::vector<Citation> citations;
  std::string before;                ///< State that must not be reached without it.
  std::vector<std::string> through;  ///< States, any of which must have been entered.
  /// As written: entering one of these states makes the step due again (concluded.hpp).
  std::optional<std::string> since;
  Place place;
};

struct Procedure {
  std::string sha256;  ///< Of the file's bytes, lower-case hex; given by the caller of `read`.
  std::string name, version;  ///< "major-decision", "1.0.0".
  Text title;
  std::shared_ptr<const chart::Chart> chart;
  std::vector<Source> sources;
  std::map<std::string, Rule, std::less<>> rules;
  std::map<std::string, EventType, std::less<>> events;
  std::map<std::string, Clock, std::less<>> clocks;
  std::map<std::string, Role, std::less<>> roles;
  std::map<std::string, DocumentType, std::less<>> documents;
  std::vector<Parameter> parameters;
  std::vector<Stage> stages;
  std::vector<MandatoryStep> mandatory;
  std::map<chart::StateIndex, Text> state_titles;
  std::map<chart::StateIndex, std::string> state_stages;
  std::map<chart::TransitionIndex, std::vector<std::string>> transition_rules;

  [[nodiscard]] JsonObject standard_policy() const;  ///< Every parameter with its standard value.
  /// The policy with `overrides` applied; a fault names the parameter, its bounds and their
  /// citation.
  [[nodiscard]] std::expected<JsonObject, PolicyFaults> policy(const JsonObject& overrides) const;
};

/// What in a whole policy exceeds the parameter it may not exceed ("above-another").
[[nodiscard]] PolicyFaults disagreements(const Procedure& procedure, const JsonObject& whole);

/// "more", "less"; "" where no way is stricter.
[[nodiscard]] std::string_view stricter_name(Parameter::Stricter stricter);

struct ReadResult {
  std::shared_ptr<const Procedure> procedure;
  std::vector<Diagnostic> diagnostics;
};
/// True when a signature under `event` is over the documents of this code.
[[nodiscard]] bool covers(const Procedure& procedure, const EventType& event,
                          std::string_view code);

/// True when the expression looks at the event it is evaluated for, or at what the registers say of
/// what that names: before sending neither is there.
[[nodiscard]] bool reads_event(const expression::Expression& expression);

/// Reads chart and annotations; all errors at once. A chart without annotations is a Procedure with
/// none.
[[nodiscard]] ReadResult read(std::string_view xml, std::string_view file, std::string sha256);

}  // namespace gavel::procedure
