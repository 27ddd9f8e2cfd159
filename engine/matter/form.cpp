#include "engine/matter/form.hpp"

#include <algorithm>

#include "engine/base/contacts.hpp"
#include "engine/base/hidden.hpp"
#include "engine/base/recorded_day.hpp"
#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"
#include "engine/procedure/instruments.hpp"

namespace gavel::matter {
namespace {

using procedure::Field;
using Type = Field::Type;

std::string_view name(Type type) {
  switch (type) {
    case Type::text:
      return "text";
    case Type::number:
      return "number";
    case Type::integer:
      return "integer";
    case Type::boolean:
      return "boolean";
    case Type::date:
      return "date";
    case Type::choice:
      return "choice";
    case Type::list:
      return "list";
    case Type::object:
      return "object";
    case Type::citation:
      return "text";
    case Type::month:
      return "month";
    case Type::time:
      return "time";
    case Type::code:
      return "code";
    case Type::instant:
      return "instant";
  }
  return "";
}

bool is_day(std::string_view text) { return recorded_day(text).has_value(); }

/// "2026-05": the month that this day begins.
bool is_month(std::string_view text) { return parse_day(std::string(text) + "-01").has_value(); }

/// "9:00" or "14:30", with the colon of either width.
bool is_time_of_day(std::string_view text) {
  constexpr std::string_view full_width = "：";
  std::string plain(text);
  if (const auto at = plain.find(full_width); at != std::string::npos)
    plain.replace(at, full_width.size(), ":");
  if (plain.find(':') == 1) plain.insert(0, "0");
  return parse_instant("2026-01-01T" + plain + ":00Z").has_value();
}

/// One that reads as it is printed: on paper no offset stands beside it.
bool is_instant(std::string_view text) {
  constexpr std::string_view printed = "2026-01-30T09:00:00+08:00";
  return text.size() == printed.size() && text[printed.find('T')] == 'T' &&
         text.ends_with("+08:00") && parse_instant(text).has_value();
}

/// What no file system and no archive reads as anything but part of a name.
bool is_code(std::string_view text) {
  constexpr char32_t first_han = U'\u4e00', last_han = U'\u9fff';
  for (std::size_t at = 0; at < text.size();) {
    const char32_t point = next_code_point(text, at);
    const bool is_letter = (point >= U'a' && point <= U'z') || (point >= U'A' && point <= U'Z') ||
                           (point >= first_han && point <= last_han);
    const bool is_digit = point >= U'0' && point <= U'9';
    if (!is_letter && !is_digit && point != U'-' && point != U'_') return false;
  }
  return !text.empty();
}

/// What stands behind the year, which is in brackets.
std::string_view behind_brackets(std::string_view text) {
  for (const std::string_view bracket : {"〕", "］", "]", "）", ")", "】"}) {
    const auto at = text.rfind(bracket);
    if (at != std::string_view::npos) text.remove_prefix(at + bracket.size());
  }
  return text;
}

/// GB/T 9704-2012, 7.2.5, however it is spelled: what issued it, year and number, "号"; an order
/// has no year. Numbers begin at 1, and are not filled up with noughts.
bool is_document_number(std::string_view text) {
  constexpr std::string_view end = "号", digits = "0123456789";
  const auto without_end = [&](const std::string& spelled) {
    return spelled.ends_with(end) ? spelled.substr(0, spelled.size() - end.size()) : std::string();
  };
  const std::string whole = without_end(spelling(text)),
                    last = without_end(spelling(behind_brackets(text)));
  const auto number = last.find_last_not_of(digits) + 1;  // 0 where all are digits
  return whole.find_first_not_of(digits) != std::string::npos && number < last.size() &&
         last[number] != '0';
}

/// RFC 6901: "~" and "/" inside a name are escaped.
void append_escaped(std::string& pointer, std::string_view name) {
  for (const char c : name) {
    if (c == '~')
      pointer += "~0";
    else if (c == '/')
      pointer += "~1";
    else
      pointer += c;
  }
}

/// Containers within containers.
std::size_t depth(const Json& value) {
  std::size_t deepest = 0;
  if (value.is_object()) {
    for (const auto& [key, member] : value.get_object())
      deepest = std::max(deepest, 1 + depth(member));
  } else if (value.is_array()) {
    for (const Json& item : value.get_array()) deepest = std::max(deepest, 1 + depth(item));
  }
  return deepest;
}

/// While it lives, a pointer goes one level further in.
class Within {
 public:
  Within(std::string& pointer, std::string_view name) : pointer_(pointer), before_(pointer.size()) {
    pointer += '/';
    append_escaped(pointer, name);
  }
  Within(const Within&) = delete;
  Within& operator=(const Within&) = delete;
  ~Within() { pointer_.resize(before_); }

 private:
  std::string& pointer_;
  std::size_t before_;
};

class Check {
 public:
  std::vector<FormError> faults;

  void object(const std::vector<Field>& form, const JsonObject& data) {
    for (const Field& field : form) {
      const Within here(at_, field.name);
      const Json* value = data.if_contains(field.name);
      if (value == nullptr || value->is_null()) {
        if (field.required) say("missing", field);
      } else {
        one(field, *value);
      }
    }
    for (const auto& [key, value] : data) {
      const bool known = std::ranges::any_of(
          form, [&](const Field& f) { return f.name == std::string_view(key); });
      if (known) continue;
      const Within here(at_, key);
      faults.push_back({at_, "unknown-field", {{"field", key}}});
    }
  }

 private:
  void say(const char* code, const Field& field, JsonObject more = {}) {
    more["field"] = field.name;
    more["title_zh"] = field.title.zh;
    more["title_en"] = field.title.en;
    faults.push_back({at_, code, std::move(more)});
  }

  void wrong_type(const Field& field) {
    say("wrong-type", field, {{"expected", name(field.type)}});
  }

  void range(const Field& field, double value, const char* counted = "number") {
    if ((!field.min || value >= *field.min) && (!field.max || value <= *field.max)) return;
    JsonObject more{{"given", value}, {"counted", counted}};
    if (field.min) more["min"] = *field.min;
    if (field.max) more["max"] = *field.max;
    say("out-of-range", field, std::move(more));
  }

  /// What is as short as a title names something, or looks it up.
  static bool is_name(const Field& field) {
    constexpr double longest_title = 400;
    return !field.in_register.empty() || (field.max && *field.max <= longest_title);
  }

  void nothing_hidden(const Field& field, std::string_view given) {
    if (const auto hidden = first_hidden(given))
      say("unfit-character", field, {{"character", hidden->character}, {"place", hidden->place}});
  }

  void text(const Field& field, const Json& value) {
    if (!value.is_string()) return wrong_type(field);
    const std::string_view given = value.get_string();
    const bool is_blank = without_blanks(given).empty();
    if (is_blank && field.required) return say("missing", field);
    // Nothing was said, and yet every rule that asks whether something was would take it for said.
    if (is_blank && !given.empty()) return say("blank", field);
    range(field, static_cast<double>(code_points(given)), "characters");
    if (is_name(field)) nothing_hidden(field, given);
    const std::string contact = field.refuses_personal ? contact_in(given) : "";
    if (!contact.empty()) say("personal-data", field, {{"given", contact}});
  }

  void citation(const Field& field, const Json& value) {
    const auto faults_before = faults.size();
    text(field, value);
    if (faults.size() > faults_before) return;
    const std::string expected = procedure::check_citation(value.get_string()).expected;
    if (!expected.empty()) say("wrong-citation", field, {{"given", value}, {"expected", expected}});
  }

  void choice(const Field& field, const Json& value) {
    if (!value.is_string()) return wrong_type(field);
    if (std::ranges::find(field.values, std::string_view(value.get_string())) != field.values.end())
      return;
    JsonArray values;
    for (const std::string& v : field.values) values.emplace_back(v);
    say("not-a-choice", field, {{"given", value}, {"expected", std::move(values)}});
  }

  void list(const Field& field, const Json& value) {
    if (!value.is_array()) return wrong_type(field);
    const JsonArray& items = value.get_array();
    if (field.required && items.empty()) return say("missing", field);
    range(field, static_cast<double>(items.size()), "items");
    for (std::size_t i = 0; i < items.size(); ++i) {
      const Within here(at_, std::to_string(i));
      item(field, items[i]);
    }
  }

  /// Items of a list without fields of its own are texts, of the values it names where it does.
  void item(const Field& field, const Json& value) {
    if (field.fields.empty()) {
      if (!value.is_string()) return say("wrong-type", field, {{"expected", "text"}});
      if (!field.values.empty()) return choice(field, value);
      // A unit or a group without a name is asked for ever: nobody can answer for it.
      if (without_blanks(value.get_string()).empty()) return say("blank", field);
      nothing_hidden(field, value.get_string());
    } else if (!value.is_object()) {
      say("wrong-type", field, {{"expected", "object"}});
    } else {
      object(field.fields, value.get_object());
    }
  }

  void of_form(const Field& field, const Json& value, bool (*fits)(std::string_view),
               const char* code) {
    if (!value.is_string()) return wrong_type(field);
    if (!fits(value.get_string())) say(code, field, {{"given", value}});
  }

  void one(const Field& field, const Json& value) {
    switch (field.type) {
      case Type::text:
        if (field.in_register == "document_number" && value.is_string() &&
            !without_blanks(value.get_string()).empty())
          of_form(field, value, is_document_number, "not-a-document-number");
        return text(field, value);
      case Type::citation:
        return citation(field, value);
      case Type::choice:
        return choice(field, value);
      case Type::list:
        return list(field, value);
      case Type::integer:
        if (!value.is_int64()) return wrong_type(field);
        return range(field, value.to_number<double>());
      case Type::number:
        if (!value.is_number()) return wrong_type(field);
        return range(field, value.to_number<double>());
      case Type::boolean:
        if (!value.is_bool()) wrong_type(field);
        return;
      case Type::date:
        return of_form(field, value, is_day, "not-a-date");
      case Type::month:
        return of_form(field, value, is_month, "not-such-a-month");
      case Type::time:
        return of_form(field, value, is_time_of_day, "not-a-time");
      case Type::code:
        if (value.is_string() && !value.get_string().empty())
          of_form(field, value, is_code, "not-a-code");
        return text(field, value);
      case Type::instant:
        return of_form(field, value, is_instant, "not-an-instant");
      case Type::object:
        if (!value.is_object()) return wrong_type(field);
        if (!field.fields.empty()) return object(field.fields, value.get_object());
        if (depth(value) > form_depth_limit) say("too-deep", field, {{"max", form_depth_limit}});
        return;
    }
  }

  std::string at_;  ///< JSON pointer (RFC 6901) to what is looked at.
};

}  // namespace

std::vector<FormError> check_form(const std::vector<Field>& form, const JsonObject& data) {
  Check check;
  check.object(form, data);
  return std::move(check.faults);
}

}  // namespace gavel::matter
