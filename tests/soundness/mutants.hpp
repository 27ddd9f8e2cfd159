#pragma once
// Every way to delete one thing from a procedure that the law could be bound to.
#include <algorithm>
#include <sstream>
#include <stdexcept>
#include <string>
#include <vector>

#include "engine/chart/xml.hpp"
#include "engine/expression/expression.hpp"

namespace gavel::soundness {

struct Mutant {
  std::string kind;  ///< What was deleted: "rule", "guard", "signature", "transition", "state" ...
  std::string what;  ///< Which one.
  std::string xml;
};

namespace mutating {

using chart::xml::Attribute;
using chart::xml::Element;
using chart::xml::Namespace;

struct Edit {
  std::size_t at, length;
  std::string with;
};

/// Where the element that begins at `at` ends, behind its last bracket.
inline std::size_t end_of(const std::string& text, std::size_t at) {
  for (int open = 0;;) {
    at = text.find('<', at);
    if (at == std::string::npos) throw std::runtime_error("not an element");
    if (text.compare(at, 4, "<!--") == 0) {
      at = text.find("-->", at);
      continue;
    }
    const bool is_end = text[at + 1] == '/';
    std::size_t close = at;
    for (char quote = 0; quote != 0 || text[close] != '>'; ++close) {
      if (quote != 0 ? text[close] == quote : text[close] == '"') quote = quote != 0 ? '\0' : '"';
    }
    const bool is_whole = text[close - 1] == '/';
    open += is_end ? -1 : is_whole ? 0 : 1;
    at = close + 1;
    if (open == 0) return at;
  }
}

inline const Attribute* attribute(const Element& element, Namespace space, std::string_view name) {
  const auto found = std::ranges::find_if(
      element.attributes, [&](const Attribute& a) { return a.space == space && a.name == name; });
  return found == element.attributes.end() ? nullptr : &*found;
}

inline std::string value(const Element& element, std::string_view name) {
  const Attribute* found = attribute(element, Namespace::none, name);
  return found == nullptr ? "" : found->value;
}

class Mutating {
 public:
  explicit Mutating(const std::string& text) : text_(text), document_(text) {}

  std::vector<Mutant> run() {
    visit(document_.root(), "");
    return std::move(out_);
  }

 private:
  void visit(const Element& element, const std::string& parent) {
    const std::string id = value(element, "id");
    if (element.space == Namespace::gavel) {
      if (element.name == "event") {
        each_rule(element, Namespace::none, value(element, "name"));
        unsigned_now(element);
      }
      if (element.name == "mandatory") gone("mandatory step", element, id);
      return;
    }
    if (element.name == "transition" && parent != "history") {
      std::string what = parent;
      for (const char* name : {"event", "cond", "target"}) {
        const std::string of = value(element, name);
        if (of.empty()) continue;
        const auto cond = expression::Expression::parse(of);
        what += ", " + (std::string(name) == "cond" && cond ? cond->text() : of);
      }
      each_rule(element, Namespace::gavel, what);
      if (const Attribute* cond = attribute(element, Namespace::none, "cond")) {
        add("guard", what, {whole(*cond)});
      }
      gone("transition", element, what);
    }
    if (element.name == "state" || element.name == "final") {
      gone("state", element, id);
      passed_by(element, id);
    }
    const bool has_name = element.name == "state" || element.name == "final" ||
                          element.name == "parallel" || element.name == "scxml";
    for (const Element& child : element.children) visit(child, has_name ? id : element.name);
  }

  /// ` name="value"` with the blank before it.
  [[nodiscard]] Edit whole(const Attribute& a) const {
    const std::size_t end = text_.find(text_[a.value_at - 1], a.value_at) + 1;
    return {a.offset - 1, end - a.offset + 1, ""};
  }

  void each_rule(const Element& element, Namespace space, const std::string& of) {
    const Attribute* rules = attribute(element, space, "rules");
    if (rules == nullptr) return;
    std::istringstream in(rules->value);
    for (std::string word; in >> word;) {
      const std::size_t at = text_.find(word, rules->value_at);
      const bool is_only = word == rules->value;
      // A name may be the beginning of another: it ends at a blank or the quote.
      std::size_t exact = at;
      while (std::string(" \"").find(text_[exact + word.size()]) == std::string::npos ||
             std::string(" \"").find(text_[exact - 1]) == std::string::npos) {
        exact = text_.find(word, exact + 1);
      }
      add("rule", of + ", " + word, {is_only ? whole(*rules) : Edit{exact, word.size(), ""}});
    }
  }

  /// What goes with the signature goes too, or the reader would object for that reason alone.
  void unsigned_now(const Element& element) {
    std::vector<Edit> edits;
    for (const char* name : {"signed", "covers"}) {
      if (const Attribute* a = attribute(element, Namespace::none, name))
        edits.push_back(whole(*a));
    }
    if (!edits.empty()) add("signature", value(element, "name"), std::move(edits));
  }

  [[nodiscard]] Edit all_of(const Element& element) const {
    const std::size_t begin = text_.rfind('<', element.offset);
    return {begin, end_of(text_, begin) - begin, ""};
  }

  void gone(const char* kind, const Element& element, const std::string& what) {
    add(kind, what, {all_of(element)});
  }

  /// The state deleted by someone who knows how: what led to it leads to where it led.
  void passed_by(const Element& element, const std::string& id) {
    std::string next;
    for (const Element& child : element.children) {
      if (child.name != "transition" || !next.empty()) continue;
      if (const std::string target = value(child, "target"); target != id) next = target;
    }
    if (next.empty()) return;
    std::vector<Edit> edits{all_of(element)};
    lead_to(document_.root(), id, next, edits);
    const Edit gone = edits.front();
    std::erase_if(edits, [&](const Edit& edit) {
      return edit.length != gone.length && edit.at >= gone.at && edit.at < gone.at + gone.length;
    });
    add("state passed by", id, std::move(edits));
  }

  void lead_to(const Element& element, const std::string& id, const std::string& next,
               std::vector<Edit>& edits) const {
    for (const char* name : {"target", "initial"}) {
      const Attribute* to = attribute(element, Namespace::none, name);
      if (to != nullptr && to->value == id) edits.push_back({to->value_at, id.size(), next});
    }
    for (const Element& child : element.children) lead_to(child, id, next, edits);
  }

  void add(const char* kind, const std::string& what, std::vector<Edit> edits) {
    std::ranges::sort(edits, std::greater{}, &Edit::at);
    std::string xml = text_;
    for (const Edit& edit : edits) xml.replace(edit.at, edit.length, edit.with);
    out_.push_back({kind, what, std::move(xml)});
  }

  const std::string& text_;
  chart::xml::Document document_;
  std::vector<Mutant> out_;
};

}  // namespace mutating

[[nodiscard]] inline std::vector<Mutant> mutants(const std::string& xml) {
  return mutating::Mutating(xml).run();
}

}  // namespace gavel::soundness
