#include "engine/matter/form.hpp"

#include <algorithm>

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
  }
  return "";
}

/// RFC 6901: "~" and "/" inside a name are escaped.
std::string escaped(std::string_view name) {
  std::string out;
  for (const char c : name) {
    if (c == '~')
      out += "~0";
    else if (c == '/')
      out += "~1";
    else
      out += c;
  }
  return out;
}

std::size_t code_points(std::string_view text) {
  return static_cast<std::size_t>(std::ranges::count_if(
      text, [](char c) { return (static_cast<unsigned char>(c) & 0xC0) != 0x80; }));
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

class Check {
 public:
  std::vector<FormError> faults;

  void object(const std::vector<Field>& form, const JsonObject& data, const std::string& at) {
    for (const Field& field : form) {
      const Json* value = data.if_contains(field.name);
      const std::string pointer = at + "/" + escaped(field.name);
      if (value == nullptr || value->is_null()) {
        if (field.required) say(pointer, "missing", field);
      } else {
        one(field, *value, pointer);
      }
    }
    for (const auto& [key, value] : data) {
      const bool known = std::ranges::any_of(
          form, [&](const Field& f) { return f.name == std::string_view(key); });
      if (!known) faults.push_back({at + "/" + escaped(key), "unknown-field", {{"field", key}}});
    }
  }

 private:
  void say(const std::string& pointer, const char* code, const Field& field, JsonObject more = {}) {
    more["field"] = field.name;
    more["title_zh"] = field.title.zh;
    more["title_en"] = field.title.en;
    faults.push_back({pointer, code, std::move(more)});
  }

  void wrong_type(const std::string& pointer, const Field& field) {
    say(pointer, "wrong-type", field, {{"expected", name(field.type)}});
  }

  void range(const std::string& pointer, const Field& field, double value) {
    if ((!field.min || value >= *field.min) && (!field.max || value <= *field.max)) return;
    JsonObject more{{"given", value}};
    if (field.min) more["min"] = *field.min;
    if (field.max) more["max"] = *field.max;
    say(pointer, "out-of-range", field, std::move(more));
  }

  void text(const Field& field, const Json& value, const std::string& pointer) {
    if (!value.is_string()) return wrong_type(pointer, field);
    const std::string_view given = value.get_string();
    const bool blank = given.find_first_not_of(" \t\r\n") == std::string_view::npos;
    if (field.required && blank) return say(pointer, "missing", field);
    range(pointer, field, static_cast<double>(code_points(given)));
  }

  void citation(const Field& field, const Json& value, const std::string& pointer) {
    const auto faults_before = faults.size();
    text(field, value, pointer);
    if (faults.size() > faults_before) return;
    const std::string expected = procedure::check_citation(value.get_string()).expected;
    if (!expected.empty())
      say(pointer, "wrong-citation", field, {{"given", value}, {"expected", expected}});
  }

  void choice(const Field& field, const Json& value, const std::string& pointer) {
    if (!value.is_string()) return wrong_type(pointer, field);
    if (std::ranges::find(field.values, std::string_view(value.get_string())) != field.values.end())
      return;
    JsonArray values;
    for (const std::string& v : field.values) values.emplace_back(v);
    say(pointer, "not-a-choice", field, {{"given", value}, {"expected", std::move(values)}});
  }

  void list(const Field& field, const Json& value, const std::string& pointer) {
    if (!value.is_array()) return wrong_type(pointer, field);
    const JsonArray& items = value.get_array();
    if (field.required && items.empty()) return say(pointer, "missing", field);
    range(pointer, field, static_cast<double>(items.size()));
    for (std::size_t i = 0; i < items.size(); ++i)
      item(field, items[i], pointer + "/" + std::to_string(i));
  }

  /// Items of a list without fields of its own are texts.
  void item(const Field& field, const Json& value, const std::string& pointer) {
    if (field.fields.empty()) {
      if (!value.is_string()) say(pointer, "wrong-type", field, {{"expected", "text"}});
    } else if (!value.is_object()) {
      say(pointer, "wrong-type", field, {{"expected", "object"}});
    } else {
      object(field.fields, value.get_object(), pointer);
    }
  }

  void one(const Field& field, const Json& value, const std::string& pointer) {
    switch (field.type) {
      case Type::text:
        return text(field, value, pointer);
      case Type::citation:
        return citation(field, value, pointer);
      case Type::choice:
        return choice(field, value, pointer);
      case Type::list:
        return list(field, value, pointer);
      case Type::integer:
        if (!value.is_int64()) return wrong_type(pointer, field);
        return range(pointer, field, value.to_number<double>());
      case Type::number:
        if (!value.is_number()) return wrong_type(pointer, field);
        return range(pointer, field, value.to_number<double>());
      case Type::boolean:
        if (!value.is_bool()) wrong_type(pointer, field);
        return;
      case Type::date:
        if (!value.is_string()) return wrong_type(pointer, field);
        if (!parse_day(value.get_string())) say(pointer, "not-a-date", field, {{"given", value}});
        return;
      case Type::object:
        if (!value.is_object()) return wrong_type(pointer, field);
        if (!field.fields.empty()) return object(field.fields, value.get_object(), pointer);
        if (depth(value) > form_depth_limit)
          say(pointer, "too-deep", field, {{"max", form_depth_limit}});
        return;
    }
  }
};

}  // namespace

std::vector<FormError> check_form(const std::vector<Field>& form, const JsonObject& data) {
  Check check;
  check.object(form, data, "");
  return std::move(check.faults);
}

}  // namespace gavel::matter
