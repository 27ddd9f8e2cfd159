#include "api/routes/input.hpp"

#include <algorithm>
#include <cctype>
#include <charconv>

#include "api/routes/bad_byte.hpp"
#include "api/routes/names.hpp"
#include "engine/base/utf8.hpp"
#include "engine/procedure/instruments.hpp"

namespace gavel::api {
namespace {

/// JSON is UTF-8 (RFC 8259, section 8.1): another charset would be read wrongly.
bool is_json_type(std::string_view content_type) {
  std::string type(content_type);
  std::erase_if(type, [](char c) { return c == ' ' || c == '"'; });
  std::ranges::transform(type, type.begin(), [](unsigned char c) { return std::tolower(c); });
  const std::size_t end = std::min(type.find(';'), type.size());
  const std::string_view media(type.data(), end), parameters(type.data() + end, type.size() - end);
  const bool is_other = parameters.contains("charset=") && !parameters.contains("charset=utf-8");
  return !is_other && (media == "application/json" || media.ends_with("+json"));
}

std::string escaped(std::string_view name) {
  std::string pointer;
  for (const char c : name) pointer += c == '~' ? "~0" : c == '/' ? "~1" : std::string(1, c);
  return pointer;
}

/// A character that no record takes, in a text or a member's name; nothing where all are fit.
std::optional<InputError> find_unfit(std::string_view text, const std::string& pointer) {
  const auto unfit = first_unfit(text, Lines::many);
  if (!unfit) return std::nullopt;
  return InputError{.where = pointer, .code = "unfit-character", .values = values_of(*unfit)};
}

/// Where an unfit character stands in a string or name, or where nesting goes too deep: what no
/// record holds and no form needs.
std::optional<InputError> find_unstorable(const Json& value, const std::string& pointer,
                                          int depth) {
  if (depth > client_json_depth) {
    return InputError{.where = pointer, .code = "too-deep", .values = {{"max", client_json_depth}}};
  }
  if (value.is_string()) return find_unfit(std::string_view(value.get_string()), pointer);
  if (value.is_array()) {
    std::size_t index = 0;
    for (const Json& item : value.get_array()) {
      if (auto found = find_unstorable(item, pointer + "/" + std::to_string(index++), depth + 1)) {
        return found;
      }
    }
  }
  if (value.is_object()) {
    for (const auto& [name, member] : value.get_object()) {
      const std::string below = pointer + "/" + escaped(name);
      if (auto found = find_unfit(std::string_view(name), pointer)) return found;
      if (auto found = find_unstorable(member, below, depth + 1)) return found;
    }
  }
  return std::nullopt;
}

bool is_text(const Json& value) { return value.is_string(); }
bool is_flag(const Json& value) { return value.is_bool(); }
bool is_integer(const Json& value) { return value.is_int64(); }
bool is_list(const Json& value) { return value.is_array(); }
bool is_object(const Json& value) { return value.is_object(); }

std::string_view type_name(const Json& value) {
  if (value.is_null()) return "null";
  if (value.is_bool()) return "boolean";
  if (value.is_string()) return "string";
  if (value.is_array()) return "array";
  if (value.is_object()) return "object";
  return "number";
}

/// All of them; of very many those that begin as what was given does.
JsonObject to_choose_from(std::vector<std::string> known, const std::string& given) {
  constexpr std::size_t shown_at_most = 40, shown_of_many = 10;
  const std::size_t count = known.size();
  std::ranges::sort(known);
  if (count > shown_at_most) {
    const auto likeness = [&](const std::string& each) {
      return std::ranges::mismatch(each, given).in1 - each.begin();
    };
    std::ranges::stable_sort(known, std::greater<>(), likeness);
    known.resize(shown_of_many);
  }
  return {{"given", given},
          {"count", count},
          {"is_part", count > shown_at_most},
          {"expected", JsonArray(known.begin(), known.end())}};
}

JsonArray listed(const std::set<std::string, std::less<>>& names) {
  JsonArray out;
  for (const std::string& name : names) out.emplace_back(name);
  return out;
}

bool all_unknown(const std::vector<InputError>& errors) {
  return std::ranges::all_of(errors, [](const auto& e) { return e.code == "unknown-field"; });
}

}  // namespace

/// Where the parser stopped, in either language; why, it says in English alone.
JsonObject words_of_parser(const std::string& said) {
  const std::string_view mark = " at byte ";
  const std::size_t at = said.rfind(mark);
  const Text words = at == std::string::npos
                         ? sentence("json-members-twice", {})
                         : sentence("json-stops", {{"byte", said.substr(at + mark.size())}});
  return {{"zh", words.zh}, {"en", at == std::string::npos ? words.en : said}};
}

bool says_json(const http::Request& request) {
  return is_json_type(request.headers.get("Content-Type"));
}

JsonObject json_body(const http::Request& request) {
  if (!says_json(request)) {
    throw Problem{.type = "wrong-content-type", .values = {{"expected", "application/json"}}};
  }
  if (!is_utf8(request.body)) {
    throw Problem{.type = "invalid-utf-8", .values = {{"byte", first_bad_byte(request.body)}}};
  }
  auto json = parse_json(request.body);
  if (!json)
    throw Problem{.type = "bad-json", .values = {{"reason", words_of_parser(json.error())}}};
  if (!json->is_object()) {
    throw Problem{
        .type = "invalid-body",
        .errors = {
            {.where = "", .code = "not-an-object", .values = {{"given", type_name(*json)}}}}};
  }
  if (auto unstorable = find_unstorable(*json, "", 0)) {
    throw Problem{.type = "invalid-body", .errors = {std::move(*unstorable)}};
  }
  return std::move(json->get_object());
}

const Json* Fields::take(std::string_view name, std::string_view expected,
                         bool (*is)(const Json&)) {
  known_.emplace(name);
  const Json* const value = object_.if_contains(name);
  if (value == nullptr || is(*value)) return value;
  fault(name, "wrong-type", {{"expected", expected}, {"given", type_name(*value)}});
  return nullptr;
}

void Fields::need(std::string_view name) {
  if (!object_.contains(name)) fault(name, "missing");
}

void Fields::check_length(std::string_view name, std::string_view text, Length length) {
  const std::size_t given = code_points(text);
  if (given >= length.min && given <= length.max) return;
  fault(name, given < length.min ? "too-short" : "too-long",
        {{"min", length.min}, {"max", length.max}, {"given", given}});
}

std::optional<std::string> Fields::maybe_text(std::string_view name, Length length) {
  const Json* const value = take(name, "string", is_text);
  if (value == nullptr) return std::nullopt;
  std::string text(value->get_string());
  check_length(name, text, length);
  return text;
}

/// Nothing but blanks is nothing said: no matter has such a title, nobody such a name.
std::string Fields::said(std::string_view name, const std::optional<std::string>& given) {
  if (given && !given->empty() && without_blanks(*given).empty()) fault(name, "missing");
  return given.value_or("");
}

std::string Fields::text(std::string_view name, Length length) {
  need(name);
  return said(name, maybe_text(name, length));
}

std::optional<std::string> Fields::maybe_citation(std::string_view name, Length length) {
  auto out = maybe_text(name, length);
  const std::string expected = procedure::check_citation(out.value_or("")).expected;
  if (!expected.empty()) fault(name, "wrong-citation", {{"given", *out}, {"expected", expected}});
  return out;
}

std::string Fields::citation(std::string_view name, Length length) {
  need(name);
  return said(name, maybe_citation(name, length));
}

std::optional<bool> Fields::maybe_flag(std::string_view name) {
  const Json* const value = take(name, "boolean", is_flag);
  if (value == nullptr) return std::nullopt;
  return value->get_bool();
}

bool Fields::flag(std::string_view name, bool fallback) {
  return maybe_flag(name).value_or(fallback);
}

std::optional<std::int64_t> Fields::maybe_integer(std::string_view name, std::int64_t min,
                                                  std::int64_t max) {
  const Json* const value = take(name, "integer", is_integer);
  if (value == nullptr) return std::nullopt;
  const std::int64_t given = value->get_int64();
  if (given < min || given > max) fault(name, "out-of-range", {{"min", min}, {"max", max}});
  return given;
}

std::optional<std::vector<std::string>> Fields::maybe_texts(std::string_view name, Length each) {
  const Json* const value = take(name, "array", is_list);
  if (value == nullptr) return std::nullopt;
  std::vector<std::string> texts;
  for (const Json& item : value->get_array()) {
    const std::string place = std::string(name) + "/" + std::to_string(texts.size());
    if (!item.is_string()) {
      fault(place, "wrong-type", {{"expected", "string"}, {"given", type_name(item)}});
    }
    texts.emplace_back(item.is_string() ? std::string(item.get_string()) : "");
    if (item.is_string()) check_length(place, texts.back(), each);
  }
  return texts;
}

JsonObject Fields::object(std::string_view name) {
  const Json* const value = take(name, "object", is_object);
  return value == nullptr ? JsonObject{} : value->get_object();
}

void Fields::fault(std::string_view name, std::string code, JsonObject values) {
  values["field"] = name;
  errors_.push_back({.where = pointer_ + "/" + std::string(name),
                     .code = std::move(code),
                     .values = std::move(values)});
}

void Fields::done() {
  for (const auto& [name, value] : object_) {
    if (known_.contains(std::string_view(name))) continue;
    errors_.push_back({.where = pointer_ + "/" + escaped(name),
                       .code = "unknown-field",
                       .values = {{"field", name}, {"known", listed(known_)}}});
  }
  if (errors_.empty()) return;
  const char* const type = all_unknown(errors_) ? "unknown-field" : "invalid-body";
  throw Problem{.type = type, .errors = std::move(errors_)};
}

std::optional<std::string> Query::text(std::string_view name, std::size_t length_max) {
  known_.emplace(name);
  std::optional<std::string> found;
  for (const auto& [key, value] : parameters_) {
    if (key != name) continue;
    if (found) {
      fault(name, "given-twice");
    } else {
      found = value;
    }
  }
  if (const auto unfit = found ? first_unfit(*found, Lines::many) : std::nullopt)
    fault(name, "unfit-character", values_of(*unfit));
  if (found && code_points(*found) > length_max) {
    fault(name, "too-long", {{"max", length_max}, {"given", code_points(*found)}});
  }
  return found;
}

std::string Query::required(std::string_view name, std::size_t length_max) {
  const auto value = text(name, length_max);
  if (!value || value->empty()) fault(name, "missing");
  return value.value_or("");
}

std::optional<std::int64_t> Query::integer(std::string_view name, std::int64_t min,
                                           std::int64_t max) {
  const auto value = text(name);
  if (!value) return std::nullopt;
  std::int64_t number = 0;
  const char* const end = value->data() + value->size();
  const auto read = std::from_chars(value->data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end) {
    fault(name, "wrong-type", {{"expected", "integer"}, {"given", *value}});
    return std::nullopt;
  }
  if (number < min || number > max) fault(name, "out-of-range", {{"min", min}, {"max", max}});
  return number;
}

std::int64_t Query::cursor_after() {
  const std::string given = cursor();
  if (given.empty()) return 0;
  std::int64_t number = 0;
  const char* const end = given.data() + given.size();
  const auto read = std::from_chars(given.data(), end, number);
  if (read.ec != std::errc{} || read.ptr != end || number < 1) throw Problem{.type = "bad-cursor"};
  return number;
}

bool Query::flag(std::string_view name, bool fallback) {
  const auto value = text(name);
  if (!value) return fallback;
  if (value == "false" || value == "0") return false;
  if (value->empty() || value == "true" || value == "1") return true;
  fault(name, "wrong-type", {{"expected", "boolean"}, {"given", *value}});
  return false;
}

bool Query::has(std::string_view name) const {
  return std::ranges::any_of(parameters_, [&](const auto& each) { return each.first == name; });
}

std::optional<Day> Query::day(std::string_view name) {
  const auto value = text(name);
  if (!value) return std::nullopt;
  const auto day = parse_day(*value);
  if (!day) fault(name, "not-a-date", {{"given", *value}});
  return day;
}

std::optional<std::string> Query::choice(std::string_view name, const Known& known) {
  auto value = text(name);
  if (!value) return std::nullopt;
  std::vector<std::string> all = known();
  if (std::ranges::find(all, *value) != all.end()) return value;
  JsonObject values = to_choose_from(std::move(all), *value);
  const char* const code = values.at("count") == Json(0)        ? "none-to-choose"
                           : values.at("is_part") == Json(true) ? "not-a-choice-of-many"
                                                                : "not-a-choice";
  fault(name, code, std::move(values));
  return value;
}

std::string Query::required_choice(std::string_view name, const Known& known) {
  if (!has(name)) fault(name, "missing");
  return choice(name, known).value_or("");
}

void Query::fault(std::string_view name, std::string code, JsonObject values) {
  values["field"] = name;
  errors_.push_back({.in = InputError::In::query,
                     .where = std::string(name),
                     .code = std::move(code),
                     .values = std::move(values)});
}

void Query::done() {
  std::set<std::string, std::less<>> told;
  for (const auto& [name, value] : parameters_) {
    if (known_.contains(name) || !told.insert(name).second) continue;
    errors_.push_back({.in = InputError::In::query,
                       .where = name,
                       .code = "unknown-parameter",
                       .values = {{"field", name}, {"known", listed(known_)}}});
  }
  if (errors_.empty()) return;
  // What no record takes is told as it is of a body.
  const bool is_unfit = std::ranges::any_of(errors_, [](const InputError& each) {
    return each.code == "unfit-character" || each.code == "not-one-line";
  });
  throw Problem{.type = is_unfit ? "invalid-body" : "invalid-query", .errors = std::move(errors_)};
}

}  // namespace gavel::api
