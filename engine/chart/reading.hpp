#pragma once
// What the parts of the reader share while one file is read: the text, its diagnostics, and the
// parsing of attributes. Private to this room.
#include <initializer_list>
#include <optional>
#include <string>
#include <string_view>
#include <utility>
#include <vector>

#include "engine/chart/definition.hpp"
#include "engine/chart/xml.hpp"

namespace gavel::chart::reading {

using xml::Attribute;
using xml::Element;
using xml::Namespace;

class Context {
 public:
  Context(std::string_view text, const xml::Document& document, const xml::Lines& lines,
          const ReadOptions& options, std::vector<Diagnostic>& diagnostics)
      : text_(text),
        document_(document),
        lines_(lines),
        options_(options),
        diagnostics_(diagnostics) {}

  void error(std::size_t offset, Sentence says);
  void warn(std::size_t offset, Sentence says);
  /// An error of the file, or in a lenient reading only a warning.
  void strict(std::size_t offset, Sentence says);

  [[nodiscard]] Place place(std::size_t offset) const { return lines_.at(offset); }
  [[nodiscard]] const ReadOptions& options() const { return options_; }
  /// Those read so far: an expression calls what stands before it in the file.
  [[nodiscard]] const expression::Definitions& definitions() const { return definitions_; }
  /// `<g:definition name of value>`: a named expression.
  void define(const Element& element);
  [[nodiscard]] std::string markup(const Element& element) const {
    return document_.markup(element);
  }

  /// Reports attributes that the standard does not give this element. Those of our namespace are
  /// known only where `notes` says so.
  void allow(const Element& element, std::initializer_list<std::string_view> names,
             bool notes = false);
  /// The value of an attribute that must be there; reports it missing and gives "".
  std::string require(const Element& element, std::string_view name);
  std::string optional(const Element& element, std::string_view name) const;
  /// A child that has no place here. Other namespaces are passed over.
  void unexpected(const Element& child, const Element& parent);
  void stray_text(const Element& element);

  /// An Expression, Location or Script. Where `written` is none: an error with its exact place, or
  /// in a lenient reading why in `faulty`.
  template <class T>
  std::optional<T> parse(const Attribute& written, Sentence& faulty) {
    auto parsed = T::parse(written.value, &definitions_);
    if (parsed) return std::move(*parsed);
    bad_expression(xml::place_in_raw(text_, written.value_at, parsed.error().offset),
                   parsed.error(), faulty);
    return std::nullopt;
  }
  template <class T>
  std::optional<T> parse_optional(const Element& element, std::string_view name, Sentence& faulty) {
    const Attribute* written = element.attribute(name);
    if (written == nullptr) return std::nullopt;
    return parse<T>(*written, faulty);
  }
  std::optional<expression::Script> parse_script(std::string_view body, std::size_t at,
                                                 Sentence& faulty);

  /// `name` or `name`expr; both at once is an error.
  StringSource string_source(const Element& element, std::string_view name, Sentence& faulty);
  /// Same, where the other attribute has a name of its own ("sendid", "sendidexpr").
  StringSource string_source(const Element& element, std::string_view name,
                             std::string_view expr_name, Sentence& faulty);
  std::vector<Variable> namelist(const Element& element, Sentence& faulty);
  std::optional<Variable> variable(const Attribute& written, Sentence& faulty);

 private:
  void bad_expression(std::size_t at, const expression::Error& error, Sentence& faulty);

  std::string_view text_;
  const xml::Document& document_;
  const xml::Lines& lines_;
  const ReadOptions& options_;
  std::vector<Diagnostic>& diagnostics_;
  expression::Definitions definitions_;
};

[[nodiscard]] std::vector<std::string> words(std::string_view text);
[[nodiscard]] bool is_blank(std::string_view text);
/// Literal content by SCXML B.2.1: JSON where it is JSON, else one string with spaces normalised.
[[nodiscard]] Json literal_of(std::string_view text);
/// Literal content of an element: as above, or XML children as text.
[[nodiscard]] Json literal_of(const Context& context, const Element& element);

/// The executable content of <onentry>, <transition>, <foreach> and their like.
[[nodiscard]] Block read_block(Context& context, const Element& element);
[[nodiscard]] Action read_action(Context& context, const Element& element);
[[nodiscard]] Param read_param(Context& context, const Element& element);
[[nodiscard]] Content read_content(Context& context, const Element& element);
[[nodiscard]] DataDeclaration read_data(Context& context, const Element& element);
[[nodiscard]] Invoke read_invoke(Context& context, const Element& element);

[[nodiscard]] Annotation read_annotation(const Context& context, const Element& element);
[[nodiscard]] std::map<std::string, std::string> read_notes(const Element& element);

/// A whole <scxml>, the file's or an inline one of <invoke>. Null when it has errors.
[[nodiscard]] std::shared_ptr<const Chart> read_chart(Context& context, const Element& scxml);

// ---- references, resolved when every state is known
struct Reference {
  std::string id;
  std::size_t offset;
};
struct Unresolved {
  enum class Kind { transition, initial, history } kind;
  std::size_t transition;  ///< Into `transitions`, or into `initials` when kind is not transition.
  StateIndex owner;        ///< The source; of initials and histories the state that has them.
  std::vector<Reference> targets;
  std::size_t offset;
};
struct Draft {
  Chart chart;
  std::vector<Transition> initials;  ///< Appended to the chart's transitions when resolved.
  std::vector<Unresolved> references;
};
void resolve(Context& context, Draft& draft);

}  // namespace gavel::chart::reading
