#pragma once
// A scope made of a document, and sentences about what an expression gives in it.
#include <ostream>
#include <set>
#include <string>

#include "engine/base/ensure.hpp"
#include "engine/base/json.hpp"
#include "engine/expression/expression.hpp"

namespace gavel::expression {

class Variables final : public Scope {
 public:
  explicit Variables(const DataModel& data) : data_(data) {}
  explicit Variables(DataModel&&) = delete;     // nothing would hold it
  std::set<std::string, std::less<>> declared;  ///< Without a value.

  [[nodiscard]] Found find(std::string_view name) const override {
    const Json* value = data_.if_contains(name);
    return {value != nullptr || declared.contains(name), value};
  }
  [[nodiscard]] bool holds(std::string_view name, std::string_view member) const override {
    return name == "_event" && member == "sendid";
  }
  /// count(list): its length. argument(x): x. kinds(...): what came, one letter each.
  [[nodiscard]] std::expected<Value, Error> call(std::string_view name,
                                                 Arguments arguments) const override {
    const Json* first = arguments.empty() ? nullptr : arguments[0];
    if (name == "count") {
      if (first != nullptr && first->is_array()) return Value(Json(first->get_array().size()));
      return std::unexpected(
          Error{Error::Kind::type, Sentence{"function-takes-list", {{"function", name}}}, 0});
    }
    if (name == "argument") return first == nullptr ? Value{} : Value(*first);
    if (name == "nothing") return Value{};
    if (name != "kinds") {
      return std::unexpected(
          Error{Error::Kind::reference, Sentence{"unknown-function", {{"function", name}}}, 0});
    }
    std::string letters;
    for (const Json* argument : arguments) {
      letters += argument == nullptr ? 'u' : boost::json::to_string(argument->kind())[0];
    }
    return Value(Json(letters));
  }

 private:
  const DataModel& data_;
};

inline JsonObject document(std::string_view json) { return parse_json(json).value().as_object(); }

/// The document most tests look at.
inline JsonObject sample() {
  return document(R"({"n":3,"half":0.5,"zero":0,"s":"abc","empty":"","yes":true,"no":false,
    "nil":null,"list":[1,"two",{"x":3}],"none":[],"o":{"a":{"b":[10,20]},"length":7},
    "zh":"重大决策😀x","_event":{"name":"e","data":{"k":1}},"notice":{"closed":true}})");
}

/// "3", "\"abc\"", "undefined", or "type: message" for an error.
inline std::string outcome(std::string_view text, JsonObject data = sample()) {
  const DataModel model(std::move(data));
  Variables scope(model);
  scope.declared.insert("blank");
  static const std::map<Error::Kind, std::string> kinds{{Error::Kind::syntax, "syntax"},
                                                        {Error::Kind::reference, "reference"},
                                                        {Error::Kind::type, "type"},
                                                        {Error::Kind::range, "range"},
                                                        {Error::Kind::limit, "limit"}};
  const auto parsed = Expression::parse(text);
  if (!parsed) return kinds.at(parsed.error().kind) + ": " + in_words(parsed.error().says).en;
  const auto value = parsed->evaluate(scope);
  const auto truth = parsed->test(scope);
  ensure(truth || !value, "what cannot be tested cannot be evaluated");
  if (!value) return kinds.at(value.error().kind) + ": " + in_words(value.error().says).en;
  ensure(to_boolean(*value) == *truth, "test and evaluate agree");
  const Json* json = std::get_if<Json>(&*value);
  if (json == nullptr) return "undefined";
  return json->is_double() ? to_string(*value) : json_text(*json);
}

/// The kind of error alone: "type".
inline std::string failure(std::string_view text) {
  const std::string got = outcome(text);
  return got.substr(0, got.find(':'));
}

struct Case {
  std::string_view text, gives;
};

inline std::ostream& operator<<(std::ostream& out, const Case& test) { return out << test.text; }

}  // namespace gavel::expression
