#pragma once
// A statechart as W3C SCXML 1.0 has it, read once and never changed. Elements and attributes of the
// namespace `urn:gavel:procedure:1` are kept as annotations, uninterpreted: engine/procedure reads
// them.
#include <cstddef>
#include <cstdint>
#include <expected>
#include <map>
#include <memory>
#include <optional>
#include <string>
#include <string_view>
#include <variant>
#include <vector>

#include "engine/base/diagnostic.hpp"
#include "engine/expression/definitions.hpp"
#include "engine/expression/expression.hpp"

namespace gavel::chart {

inline constexpr std::string_view scxml_namespace = "http://www.w3.org/2005/07/scxml";
inline constexpr std::string_view gavel_namespace = "urn:gavel:procedure:1";

/// One element of our namespace, with its text and children; attribute names without prefix.
struct Annotation {
  std::string name;
  std::map<std::string, std::string> attributes;
  std::string text;
  std::vector<Annotation> children;
  Place place;
};

using StateIndex = std::uint32_t;       ///< Index into Chart::states, which is in document order.
using TransitionIndex = std::uint32_t;  ///< Index into Chart::transitions, in document order.

// ---- executable content (SCXML 4 and 6)
struct Action;
using Block =
    std::vector<Action>;  ///< One <onentry>, <onexit> or <transition>: errors end the block.

/// A place in the data that is read (<param location>, namelist) and, by <finalize>, written.
struct Variable {
  expression::Location location;
  expression::Expression value;
};
/// `faulty` here and below: why an expression of this element is outside the subset or malformed.
/// Such a file is read only where ReadOptions ask for it; performing the element raises
/// error.execution, as the standard asks of a processor that rejects an expression at run time.
struct Param {
  std::string name;
  std::optional<expression::Expression> value;
  std::optional<Variable> location;
  Sentence faulty;
  Place place;
};
struct Content {
  std::optional<expression::Expression> value;
  Json literal;
  bool has_literal = false;
  Sentence faulty;
  Place place;
};
/// A string given literally or by an expression (`event`/`eventexpr`, `delay`/`delayexpr`, ...).
struct StringSource {
  std::string literal;
  std::optional<expression::Expression> value;
  bool present = false;
};

struct Raise {
  std::string event;
};
struct Branch {
  std::optional<expression::Expression> cond;  ///< None: <else>.
  Block block;
  Sentence faulty;
};
struct If {
  std::vector<Branch> branches;
};
struct Foreach {
  expression::Expression array;
  std::string item, index;  ///< Names of variables; index may be empty.
  Block block;
};
struct Log {
  std::string label;
  std::optional<expression::Expression> value;
};
struct Assign {
  expression::Location location;
  std::optional<expression::Expression> value;
  Json literal;
  bool has_literal = false;
};
struct RunScript {
  expression::Script script;
};
struct Send {
  StringSource event, target, type, delay;
  std::string id;
  std::optional<expression::Location> id_location;
  std::vector<Variable> namelist;
  std::vector<Param> params;
  std::optional<Content> content;
};
struct Cancel {
  StringSource sendid;
};
/// An element that cannot be performed at all (see Param): raises error.execution.
struct Faulty {
  Sentence says;
};

struct Action {
  std::variant<Raise, If, Foreach, Log, Assign, RunScript, Send, Cancel, Faulty> what;
  std::string tag;  ///< The element's name, for messages: "send".
  Place place;
};

// ---- structure (SCXML 3)
struct Transition {
  TransitionIndex index = 0;
  StateIndex source = 0;
  std::vector<std::string>
      events;  ///< Descriptors as written, "*" and ".*" resolved; empty: eventless.
  std::optional<expression::Expression> cond;
  Sentence faulty;                  ///< Not empty: cond is false and raises error.execution.
  std::vector<StateIndex> targets;  ///< Empty: targetless.
  bool internal = false;
  Block content;
  std::map<std::string, std::string> notes;  ///< Attributes of our namespace.
  std::vector<Annotation> annotations;       ///< Elements of our namespace.
  Place place;
};

struct Invoke {
  StringSource type, src;
  std::string id;
  std::optional<expression::Location> id_location;
  bool autoforward = false;
  std::vector<Variable> namelist;
  std::vector<Param> params;
  std::optional<Content> content;             ///< By expression.
  std::shared_ptr<const struct Chart> child;  ///< An inline <content><scxml>.
  std::optional<Block> finalize;
  Sentence faulty;
  Place place;
};

struct DataDeclaration {
  std::string id;
  std::optional<expression::Expression> value;
  Json literal;
  bool has_literal = false;
  std::string src;  ///< Fetched through Sources when the session starts.
  Sentence faulty;
  Place place;
};

struct State {
  enum class Kind { root, atomic, compound, parallel, final, shallow_history, deep_history };
  StateIndex index = 0, parent = 0;  ///< The root is 0 and its own parent.
  std::uint32_t depth = 0;
  StateIndex last_descendant = 0;  ///< Descendants are index+1 .. last_descendant.
  Kind kind = Kind::atomic;
  std::string id;                    ///< Generated ("#3") where the file gives none.
  std::vector<StateIndex> children;  ///< Document order, histories included.
  std::vector<TransitionIndex> transitions;
  std::optional<TransitionIndex>
      initial;  ///< <initial>, the `initial` attribute, or a history's default.
  std::vector<Block> onentry, onexit;
  std::vector<StateIndex> histories;  ///< Those of `children` that are histories.
  std::vector<DataDeclaration> data;
  std::vector<Invoke> invokes;
  std::vector<Param> donedata;
  std::optional<Content> donedata_content;
  std::map<std::string, std::string> notes;
  std::vector<Annotation> annotations;
  Place place;
};

struct Chart {
  std::string name;
  bool late_binding = false;
  std::vector<State> states;            ///< Document order; states[0] is the <scxml> element.
  std::vector<Transition> transitions;  ///< Document order; initial ones last.
  std::vector<Action> scripts;          ///< Top-level <script>.
  std::vector<std::string> variables;   ///< Every <data> id, sorted.
  std::vector<Annotation> annotations;  ///< Children of <scxml> in our namespace, but definitions.
  expression::Definitions definitions;  ///< Those of <g:definition>, as used in the chart itself.
  std::map<std::string, std::string> notes;
  std::map<std::string, StateIndex, std::less<>> by_id;

  [[nodiscard]] const State* find(std::string_view id) const;
  [[nodiscard]] bool is_descendant(StateIndex inner, StateIndex outer) const {
    return inner > outer && inner <= states[outer].last_descendant;
  }
};

/// SCXML 3.12.1: token-wise prefix match; "*" matches all.
[[nodiscard]] bool matches(const std::vector<std::string>& descriptors, std::string_view event);

/// Texts that a chart names by URI (`<data src>`, `<script src>`, `<invoke src>`). The engine does
/// no I/O: whoever calls it may supply them.
class Sources {
 public:
  /// The text at `uri`, or a sentence why there is none.
  [[nodiscard]] virtual std::expected<std::string, std::string> fetch(
      std::string_view uri) const = 0;

 protected:
  ~Sources() = default;
};

/// Bounds on what is read: files past them are refused with one clear diagnostic.
struct ReadLimits {
  std::size_t bytes = 4u << 20;
  std::size_t depth = 200;
  std::size_t states = 10000;
};

struct ReadOptions {
  ReadLimits limits = {};
  /// The standard's way: a bad expression or an unknown attribute is no error of the file; what
  /// carries it raises error.execution when performed. Otherwise every one is an error here.
  bool lenient = false;
  const Sources* sources = nullptr;  ///< For `<script src>`; null: such a script is an error.
};

/// On success the chart and any warnings; on failure no chart and every error found, in file order.
struct ReadResult {
  std::shared_ptr<const Chart> chart;
  std::vector<Diagnostic> diagnostics;
};
/// Reads `xml`. Refuses document types (so no entity is ever expanded beyond XML's five and
/// character references); reads no other file.
[[nodiscard]] ReadResult read(std::string_view xml, std::string_view file,
                              const ReadOptions& options = {});

}  // namespace gavel::chart
