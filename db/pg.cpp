#include "db/pg.hpp"

#include <cstdlib>

#include "archive/digest.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::db::pg {
namespace {

/// The digits of `text` from `at`, `count` of them.
int digits(std::string_view text, std::size_t at, std::size_t count) {
  int value = 0;
  for (std::size_t i = at; i < at + count; ++i) {
    ensure(i < text.size() && text[i] >= '0' && text[i] <= '9', "a timestamp in ISO form");
    value = value * 10 + (text[i] - '0');
  }
  return value;
}

}  // namespace

Parameter parameter(Bytes bytes) { return "\\x" + archive::to_hex(bytes.bytes); }

Parameter parameter(const JsonObject& object) { return json_text(object); }

Array& Array::add_parameter(const Parameter& value) {
  if (size_++ > 0) literal_ += ',';
  if (!value) {
    literal_ += "NULL";
    return *this;
  }
  literal_ += '"';
  for (const char c : *value) {
    if (c == '"' || c == '\\') literal_ += '\\';
    literal_ += c;
  }
  literal_ += '"';
  return *this;
}

pqxx::result run(pqxx::transaction_base& tx, std::string_view sql,
                 std::span<const Parameter> parameters) {
  for (const Parameter& value : parameters) {
    ensure(!value || !value->contains('\0'), "no NUL in a text parameter");
  }
  if (parameters.empty()) return tx.exec(std::string(sql));
#if PQXX_VERSION_MAJOR >= 7
  pqxx::params all;
  for (const Parameter& value : parameters) {
    if (value) {
      all.append(*value);
    } else {
      all.append();
    }
  }
  return tx.exec(sql, all);
#else
  std::vector<const char*> all;
  all.reserve(parameters.size());
  for (const Parameter& value : parameters) all.push_back(value ? value->c_str() : nullptr);
  return tx.exec_params(std::string(sql), pqxx::prepare::make_dynamic_params(all));
#endif
}

void script(pqxx::transaction_base& tx, std::string_view sql) { tx.exec(std::string(sql)); }

Instant instant(const pqxx::field& field) {
  // "2026-01-30 01:02:03.123456+00": what a session in UTC with ISO dates writes.
  const std::string_view text = field.c_str();
  ensure(text.size() >= 22 && text.ends_with("+00"), "a timestamptz in UTC and ISO form");
  const std::optional<Day> day = parse_day(text.substr(0, 10));
  ensure(day.has_value(), "a timestamptz with a date");
  const std::chrono::seconds time{digits(text, 11, 2) * 3600 + digits(text, 14, 2) * 60 +
                                  digits(text, 17, 2)};
  std::string fraction;
  if (text[19] == '.') fraction = text.substr(20, text.size() - 23);
  fraction.resize(3, '0');
  return *day + time + std::chrono::milliseconds{digits(fraction, 0, 3)};
}

std::string bytes(const pqxx::field& field) {
  const std::string_view text = field.c_str();
  ensure(text.starts_with("\\x"), "a bytea in hex form");
  auto raw = archive::from_hex(text.substr(2));
  ensure(raw.has_value(), "a bytea in hex form");
  return std::move(*raw);
}

JsonObject object(const pqxx::field& field) {
  auto value = parse_json(field.c_str());
  ensure(value && value->is_object(), "a json column that holds an object");
  return std::move(value->as_object());
}

std::vector<std::string> texts(const pqxx::field& field) {
  const auto value = parse_json(field.c_str());
  ensure(value && value->is_array(), "a text[] as a json array");
  std::vector<std::string> all;
  for (const Json& item : value->get_array()) {
    ensure(item.is_string(), "a text[] without nulls");
    all.emplace_back(item.get_string().begin(), item.get_string().end());
  }
  return all;
}

}  // namespace gavel::db::pg
