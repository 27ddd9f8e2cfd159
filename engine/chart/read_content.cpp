// Executable content (SCXML 4 and 6) and what carries data with it.
#include "engine/chart/reading.hpp"

namespace gavel::chart::reading {
namespace {

using expression::Expression;
using expression::Location;

std::size_t attribute_offset(const Element& element, std::string_view name) {
  const Attribute* attribute = element.attribute(name);
  return attribute == nullptr ? element.offset : attribute->offset;
}

/// What performing `element` is, or Faulty when an expression of it was.
template <class What>
Action action(const Context& context, const Element& element, What what, Sentence faulty) {
  Action made{.what = std::move(what), .tag = element.name, .place = context.place(element.offset)};
  if (!faulty.empty()) made.what = Faulty{std::move(faulty)};
  return made;
}

Action read_raise(Context& context, const Element& element) {
  context.allow(element, {"event"});
  return action(context, element, Raise{context.require(element, "event")}, {});
}

Branch read_branch(Context& context, const Element& element, bool conditional) {
  Branch branch;
  if (!conditional) return branch;
  (void)context.require(element, "cond");
  branch.cond = context.parse_optional<Expression>(element, "cond", branch.faulty);
  return branch;
}

Action read_if(Context& context, const Element& element) {
  context.allow(element, {"cond"});
  If what;
  what.branches.push_back(read_branch(context, element, true));
  bool closed = false;
  for (const Element& child : element.children) {
    const bool is_else = child.space == Namespace::scxml && child.name == "else";
    if (is_else || (child.space == Namespace::scxml && child.name == "elseif")) {
      context.allow(child, {"cond"});
      if (closed) context.error(child.offset, Sentence{"after-else"});
      what.branches.push_back(read_branch(context, child, !is_else));
      closed = closed || is_else;
    } else if (child.space == Namespace::scxml) {
      what.branches.back().block.push_back(read_action(context, child));
    } else {
      context.unexpected(child, element);
    }
  }
  context.stray_text(element);
  return action(context, element, std::move(what), {});
}

/// A name that <foreach> may give: one variable, no system variable, no reserved word.
std::string variable_name(Context& context, const Element& element, std::string_view name,
                          Sentence& faulty) {
  const Attribute* written = element.attribute(name);
  if (written == nullptr) return "";
  const auto location = context.parse<Location>(*written, faulty);
  if (location && (location->root() != written->value || written->value.starts_with("_"))) {
    faulty = Sentence{"bad-expression", "variable", {{"given", written->value}}};
    if (!context.options().lenient) context.error(written->value_at, faulty);
  }
  return written->value;
}

Action read_foreach(Context& context, const Element& element) {
  context.allow(element, {"array", "item", "index"});
  (void)context.require(element, "array");
  (void)context.require(element, "item");
  Sentence faulty;
  Foreach what;
  auto array = context.parse_optional<Expression>(element, "array", faulty);
  what.item = variable_name(context, element, "item", faulty);
  what.index = variable_name(context, element, "index", faulty);
  what.block = read_block(context, element);
  if (array) what.array = std::move(*array);
  if (!array && faulty.empty()) faulty = Sentence{"nothing-there", "array", {}};
  return action(context, element, std::move(what), std::move(faulty));
}

Action read_log(Context& context, const Element& element) {
  context.allow(element, {"label", "expr"});
  Sentence faulty;
  Log what{context.optional(element, "label"),
           context.parse_optional<Expression>(element, "expr", faulty)};
  return action(context, element, std::move(what), std::move(faulty));
}

Action read_assign(Context& context, const Element& element) {
  context.allow(element, {"location", "expr"});
  (void)context.require(element, "location");
  Sentence faulty;
  Assign what;
  auto location = context.parse_optional<Location>(element, "location", faulty);
  what.value = context.parse_optional<Expression>(element, "expr", faulty);
  const bool has_content = !element.children.empty() || !is_blank(element.text);
  if (has_content && element.attribute("expr") != nullptr)
    context.error(element.offset, Sentence{"both-given", "content", {{"attribute", "expr"}}});
  if (!has_content && element.attribute("expr") == nullptr)
    context.strict(element.offset,
                   Sentence{"missing-attribute", "or-content", {{"element", element.written}}});
  if (has_content) {
    what.literal = literal_of(context, element);
    what.has_literal = true;
  }
  if (location) what.location = std::move(*location);
  if (!location && faulty.empty()) faulty = Sentence{"nothing-there", "location", {}};
  return action(context, element, std::move(what), std::move(faulty));
}

Action read_script(Context& context, const Element& element) {
  context.allow(element, {"src"});
  Sentence faulty;
  std::string fetched;
  std::string_view body = element.text;
  std::size_t at = element.text_at;
  if (const Attribute* src = element.attribute("src")) {
    at = src->value_at;
    if (!is_blank(body))
      context.error(src->offset, Sentence{"both-given", "content", {{"attribute", "src"}}});
    // SCXML 5.8: a document whose script cannot be had is not run at all.
    if (context.options().sources == nullptr) {
      context.error(src->offset, Sentence{"script-not-found"});
    } else {
      auto text = context.options().sources->fetch(src->value);
      if (!text)
        context.error(src->offset,
                      Sentence{"script-not-found", "because", {{"reason", text.error()}}});
      fetched = text.value_or("");
    }
    body = fetched;
  }
  RunScript what;
  if (auto script = context.parse_script(body, at, faulty)) what.script = std::move(*script);
  return action(context, element, std::move(what), std::move(faulty));
}

Action read_send(Context& context, const Element& element) {
  context.allow(element, {"event", "eventexpr", "target", "targetexpr", "type", "typeexpr", "id",
                          "idlocation", "delay", "delayexpr", "namelist"});
  Sentence faulty;
  Send what;
  what.event = context.string_source(element, "event", faulty);
  what.target = context.string_source(element, "target", faulty);
  what.type = context.string_source(element, "type", faulty);
  what.delay = context.string_source(element, "delay", faulty);
  what.id = context.optional(element, "id");
  what.id_location = context.parse_optional<Location>(element, "idlocation", faulty);
  what.namelist = context.namelist(element, faulty);
  if (!what.id.empty() && what.id_location)
    context.error(attribute_offset(element, "idlocation"),
                  Sentence{"both-given", {{"one", "id"}, {"other", "idlocation"}}});
  if (what.delay.present && what.target.literal == "#_internal")
    context.error(attribute_offset(element, "target"),
                  Sentence{"both-given", "internal-and-delay", {}});
  for (const Element& child : element.children) {
    if (child.space == Namespace::scxml && child.name == "param")
      what.params.push_back(read_param(context, child));
    else if (child.space == Namespace::scxml && child.name == "content")
      what.content = read_content(context, child);
    else
      context.unexpected(child, element);
  }
  if (what.content && (!what.params.empty() || !what.namelist.empty()))
    context.error(element.offset, Sentence{"both-given", "content-of-send", {}});
  if (!what.event.present && !what.content && !what.type.present)
    context.strict(
        element.offset,
        Sentence{"missing-attribute",
                 "either",
                 {{"element", element.written}, {"one", "event"}, {"other", "eventexpr"}}});
  return action(context, element, std::move(what), std::move(faulty));
}

Action read_cancel(Context& context, const Element& element) {
  context.allow(element, {"sendid", "sendidexpr"});
  Sentence faulty;
  Cancel what{context.string_source(element, "sendid", faulty)};
  if (!what.sendid.present)
    context.error(
        element.offset,
        Sentence{"missing-attribute",
                 "either",
                 {{"element", element.written}, {"one", "sendid"}, {"other", "sendidexpr"}}});
  return action(context, element, std::move(what), std::move(faulty));
}

}  // namespace

Action read_action(Context& context, const Element& element) {
  if (element.name == "raise") return read_raise(context, element);
  if (element.name == "if") return read_if(context, element);
  if (element.name == "foreach") return read_foreach(context, element);
  if (element.name == "log") return read_log(context, element);
  if (element.name == "assign") return read_assign(context, element);
  if (element.name == "script") return read_script(context, element);
  if (element.name == "send") return read_send(context, element);
  if (element.name == "cancel") return read_cancel(context, element);
  const auto unknown = Sentence{"unknown-element", "content", {{"element", element.written}}};
  context.error(element.offset, unknown);
  return action(context, element, Faulty{unknown}, {});
}

Block read_block(Context& context, const Element& element) {
  Block block;
  for (const Element& child : element.children) {
    if (child.space == Namespace::scxml)
      block.push_back(read_action(context, child));
    else if (element.name != "transition" || child.space != Namespace::gavel)
      context.unexpected(child, element);
  }
  context.stray_text(element);
  return block;
}

Param read_param(Context& context, const Element& element) {
  context.allow(element, {"name", "expr", "location"});
  Param param;
  param.place = context.place(element.offset);
  param.name = context.require(element, "name");
  param.value = context.parse_optional<Expression>(element, "expr", param.faulty);
  if (const Attribute* location = element.attribute("location"))
    param.location = context.variable(*location, param.faulty);
  const bool both =
      element.attribute("expr") != nullptr && element.attribute("location") != nullptr;
  if (both)
    context.error(attribute_offset(element, "location"),
                  Sentence{"both-given", {{"one", "expr"}, {"other", "location"}}});
  return param;
}

Content read_content(Context& context, const Element& element) {
  context.allow(element, {"expr"});
  Content content;
  content.place = context.place(element.offset);
  content.value = context.parse_optional<Expression>(element, "expr", content.faulty);
  const bool has_content = !element.children.empty() || !is_blank(element.text);
  if (has_content && element.attribute("expr") != nullptr)
    context.error(element.offset, Sentence{"both-given", "content", {{"attribute", "expr"}}});
  if (has_content) {
    content.literal = literal_of(context, element);
    content.has_literal = true;
  }
  return content;
}

DataDeclaration read_data(Context& context, const Element& element) {
  context.allow(element, {"id", "expr", "src"});
  DataDeclaration out;
  out.place = context.place(element.offset);
  out.id = context.require(element, "id");
  out.src = context.optional(element, "src");
  out.value = context.parse_optional<Expression>(element, "expr", out.faulty);
  const bool has_content = !element.children.empty() || !is_blank(element.text);
  const int ways = (has_content ? 1 : 0) + (out.src.empty() ? 0 : 1) +
                   (element.attribute("expr") == nullptr ? 0 : 1);
  if (ways > 1) context.error(element.offset, Sentence{"both-given", "of-data", {}});
  if (has_content) {
    out.literal = literal_of(context, element);
    out.has_literal = true;
  }
  return out;
}

Invoke read_invoke(Context& context, const Element& element) {
  context.allow(element, {"type", "typeexpr", "src", "srcexpr", "id", "idlocation", "namelist",
                          "autoforward"});
  Invoke out;
  out.place = context.place(element.offset);
  out.type = context.string_source(element, "type", out.faulty);
  out.src = context.string_source(element, "src", out.faulty);
  out.id = context.optional(element, "id");
  out.id_location = context.parse_optional<Location>(element, "idlocation", out.faulty);
  out.namelist = context.namelist(element, out.faulty);
  out.autoforward = context.optional(element, "autoforward") == "true";
  for (const Element& child : element.children) {
    if (child.space == Namespace::scxml && child.name == "param") {
      out.params.push_back(read_param(context, child));
    } else if (child.space == Namespace::scxml && child.name == "finalize") {
      out.finalize = read_block(context, child);
    } else if (child.space == Namespace::scxml && child.name == "content") {
      const bool is_inline = child.children.size() == 1 &&
                             child.children.front().space == Namespace::scxml &&
                             child.children.front().name == "scxml";
      if (is_inline)
        out.child = read_chart(context, child.children.front());
      else
        out.content = read_content(context, child);
    } else {
      context.unexpected(child, element);
    }
  }
  const int ways = (out.src.present ? 1 : 0) + (out.content ? 1 : 0) + (out.child ? 1 : 0);
  if (ways > 1) context.error(element.offset, Sentence{"both-given", "src-and-content", {}});
  return out;
}

}  // namespace gavel::chart::reading
