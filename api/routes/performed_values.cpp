// What was filled in, as people read it: choices, units, accounts, days and other matters by their
// names, lists one after another.
#include <algorithm>
#include <array>

#include "api/routes/performed_writer.hpp"
#include "engine/base/characters.hpp"
#include "engine/base/utf8.hpp"

namespace gavel::api {
namespace {

constexpr std::size_t longest_value = 300;  ///< Bytes, about, of one entry of a form.
constexpr std::size_t longest_list = 1500;  ///< Likewise, of one that lists records.

/// A number keeps its unit.
std::string name_of(const procedure::Field& field, Language language) {
  using Type = procedure::Field::Type;
  const std::string& title = in(language, field.title);
  const bool is_number = field.type == Type::integer || field.type == Type::number;
  return is_number ? title : without_hint(title);
}

}  // namespace

/// Without what stands behind it in brackets, which tells how to fill in a form.
std::string without_hint(const std::string& title) {
  for (const auto& [open, close] : {std::pair{"（", "）"}, std::pair{" (", ")"}}) {
    const std::size_t at = title.rfind(open);
    if (at != std::string::npos && at > 0 && title.ends_with(close)) return title.substr(0, at);
  }
  return title;
}

/// One entry of a form with its title; empty where it says nothing.
std::string PerformedWriter::entry_of(const matter::Said& said) const {
  if (said.field->in_register == "entry" && said.value.is_int64())
    return corrects(said.value.get_int64());
  std::string value = shown(said);
  if (value.empty()) return "";
  const std::string& unit = record_.names.unit(said.registered_unit);
  if (!unit.empty() && unit != value)
    value = say("unit of account", {{"value", value}, {"unit", unit}});
  const std::string title = said.document.empty() ? name_of(*said.field, language_)
                                                  : without_hint(in(language_, said.field->title));
  return say("said", {{"title", title}, {"value", value}});
}

/// An expert of the pool as people know them, with the number that the pool has them under.
std::string PerformedWriter::shown_experts(const matter::Said& said) const {
  const auto named = [&](const Json& each) -> std::string {
    if (!each.is_string()) return "";
    const std::string text(each.get_string()), spelt = without_blanks(text);
    const auto known = std::ranges::find_if(said.experts, [&](const matter::NamedExpert& expert) {
      return expert.id == spelt || without_blanks(expert.name) == spelt;
    });
    if (known == said.experts.end() || known->name.empty()) return text;
    std::string about;
    for (const std::string& part : {record_.names.unit(known->unit), known->specialty, known->id})
      if (!part.empty()) about += (about.empty() ? "" : say("expert and")) + part;
    return say("expert", {{"name", known->name}, {"about", about}});
  };
  if (!said.value.is_array()) return typed(named(said.value));
  std::vector<std::string> texts;
  for (const Json& each : said.value.get_array()) texts.push_back(typed(named(each)));
  return said_list(texts, language_);
}

/// The version of a paper, another matter and experts by what people call them.
std::string PerformedWriter::shown(const matter::Said& said) const {
  if (!said.document.empty())
    return say("version", {{"code", said.document}, {"version", json_text(said.value)}});
  if (!said.experts.empty()) return shown_experts(said);
  if (!said.matter) return shown(*said.field, said.value);
  const std::string kept = said.matter->title.empty() ? "kept " : "";
  return say(kept + (said.matter->number.empty() ? "matter named" : "matter decided"),
             {{"title", typed(said.matter->title)},
              {"number", said.matter->number},
              {"id", said.matter->id}});
}

/// As people read it; empty where it says nothing.
std::string PerformedWriter::shown(const procedure::Field& field, const Json& value) const {
  if (value.is_bool()) return say(value.get_bool() ? "yes" : "no");
  if (value.is_number()) return json_text(value);
  if (value.is_object()) return shown_members(field, value.get_object());
  if (value.is_array()) return shown_list(field, value.get_array());
  return value.is_string() ? cut(shown_text(field, std::string(value.get_string()))) : "";
}

/// Forms take choices, units and accounts by their ids; people know them by their names.
std::string PerformedWriter::shown_text(const procedure::Field& field,
                                        const std::string& text) const {
  using Type = procedure::Field::Type;
  if (const Text choice = field.title_of(Json(text)); !choice.zh.empty())
    return in(language_, choice);
  if (field.type == Type::date) {
    const auto day = parse_day(text);
    return day ? date(*day) : text;
  }
  if (text.contains('T') && parse_instant(text)) return said_moment(text, language_);
  const std::string& unit = record_.names.unit(text);
  return unit == text ? record_.names.name(text) : unit;
}

std::string PerformedWriter::shown_members(const procedure::Field& field,
                                           const JsonObject& members) const {
  std::vector<std::string> out;
  for (const procedure::Field& each : field.fields) {
    const Json* value = members.if_contains(each.name);
    const std::string text = value == nullptr ? "" : shown(each, *value);
    if (!text.empty())
      out.push_back(say("said", {{"title", name_of(each, language_)}, {"value", text}}));
  }
  return said_list(out, language_);
}

/// Names one after another; records numbered, each with what it says.
std::string PerformedWriter::shown_list(const procedure::Field& field,
                                        const JsonArray& items) const {
  std::vector<std::string> texts;
  std::string records;
  for (const Json& item : items) {
    if (!item.is_object()) {
      texts.push_back(shown(field, item));
      continue;
    }
    const std::string record = shown_members(field, item.get_object());
    const std::string numbered =
        say("record", {{"number", &item - items.data() + 1}, {"said", record}});
    if (records.size() + numbered.size() > longest_list) return records + say("rest");
    records += (records.empty() ? "" : say("and")) + numbered;
  }
  return records.empty() ? cut(said_list(texts, language_)) : records;
}

/// What people typed, within a sentence of the system's: on its line, and without the brackets in
/// which the system tells how things stand with what was done.
std::string PerformedWriter::typed(std::string_view text) const {
  const bool is_zh = language_ == Language::zh;
  const std::array<std::pair<std::string_view, std::string_view>, 2> brackets{
      {{is_zh ? "【" : "[", is_zh ? "〔" : "("}, {is_zh ? "】" : "]", is_zh ? "〕" : ")"}}};
  std::string out = in_one_line(text);
  for (const auto& [own, other] : brackets) {
    for (std::size_t at = 0; (at = out.find(own, at)) != std::string::npos; at += other.size())
      out.replace(at, own.size(), other);
  }
  return out;
}

/// Without the full stop that people end an entry with: the sentence has its own.
std::string PerformedWriter::cut(const std::string& entry) const {
  std::string text = typed(entry);
  for (const std::string_view stop : {"。", "；", ".", ";"}) {
    if (text.ends_with(stop)) text.resize(text.size() - stop.size());
  }
  if (text.size() <= longest_value) return text;
  std::size_t end = longest_value;
  while (end > 0 && (static_cast<unsigned char>(text[end]) & 0xC0) == 0x80) --end;
  return text.substr(0, end) + say("rest");
}

}  // namespace gavel::api
