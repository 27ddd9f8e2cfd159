#include "engine/procedure/lists.hpp"

#include <algorithm>
#include <array>
#include <cmath>
#include <set>

#include "engine/base/spelling.hpp"
#include "engine/procedure/instruments.hpp"

namespace gavel::procedure {
namespace {

using expression::Arguments;
using expression::Undefined;
using expression::Value;
using Result = std::expected<Value, expression::Error>;

/// The item's member `key`, or null where the item is no object or lacks it.
const Json* member(const Json& item, const Json& key) {
  if (!item.is_object() || !key.is_string()) return nullptr;
  return item.get_object().if_contains(key.get_string());
}

bool has_value(const Json& item, const Json* key, const Json* value) {
  if (key == nullptr || value == nullptr) return false;
  const Json* found = member(item, *key);
  return found != nullptr && *found == *value;
}

Result count(const JsonArray& list, Arguments arguments) {
  if (arguments.size() == 1) return Json(static_cast<std::int64_t>(list.size()));
  if (arguments.size() != 3) {
    return type_error(Sentence{"function-count"});
  }
  std::int64_t n = 0;
  for (const Json& item : list) n += has_value(item, arguments[1], arguments[2]);
  return Json(n);
}

Result find(const JsonArray& list, Arguments arguments) {
  for (const Json& item : list) {
    if (has_value(item, arguments[1], arguments[2])) return item;
  }
  return Undefined{};
}

Result append(const JsonArray& list, Arguments arguments) {
  JsonArray out = list;
  out.push_back(arguments[1] == nullptr ? Json(nullptr) : *arguments[1]);
  return Json(std::move(out));
}

Result replace(const JsonArray& list, Arguments arguments) {
  if (arguments[3] == nullptr) return type_error(Sentence{"function-replace"});
  JsonArray out = list;
  bool replaced = false;
  for (Json& item : out) {
    if (!has_value(item, arguments[1], arguments[2])) continue;
    item = *arguments[3];
    replaced = true;
  }
  if (!replaced) out.push_back(*arguments[3]);
  return Json(std::move(out));
}

/// Of the items themselves, or of their member.
Result distinct(const JsonArray& list, Arguments arguments) {
  std::set<std::string> values;
  for (const Json& item : list) {
    const Json* value = &item;
    if (arguments.size() == 2)
      value = arguments[1] == nullptr ? nullptr : member(item, *arguments[1]);
    if (value != nullptr) values.insert(json_text(*value));
  }
  return Json(static_cast<std::int64_t>(values.size()));
}

/// Of the members that are numbers; the rest count nothing.
Result total(const JsonArray& list, Arguments arguments) {
  double sum = 0;
  for (const Json& item : list) {
    const Json* value = arguments[1] == nullptr ? nullptr : member(item, *arguments[1]);
    if (value != nullptr && value->is_number()) sum += value->to_number<double>();
  }
  constexpr double exact = 9007199254740992;  // 2^53: whole numbers up to here are written so
  if (sum == std::floor(sum) && std::abs(sum) < exact) return Json(static_cast<std::int64_t>(sum));
  return Json(sum);
}

Result contains(const JsonArray& list, Arguments arguments) {
  for (const Json& item : list) {
    if (arguments[1] != nullptr && item == *arguments[1]) return Json(true);
  }
  return Json(false);
}

/// The values that no item of the other list has as its member: who has not answered.
Result lacking(const JsonArray& values, Arguments arguments) {
  JsonArray out;
  const bool has_others = arguments[1] != nullptr && arguments[1]->is_array();
  for (const Json& value : values) {
    const bool is_there =
        has_others && std::ranges::any_of(arguments[1]->get_array(), [&](const Json& item) {
          return has_value(item, arguments[2], &value);
        });
    if (!is_there) out.push_back(value);
  }
  return Json(std::move(out));
}

/// The items whose member is a text that comes before: of days, the earlier ones.
Result earlier(const JsonArray& list, Arguments arguments) {
  JsonArray out;
  const Json* const than = arguments[2];
  if (arguments[1] == nullptr || than == nullptr || !than->is_string()) return Json(std::move(out));
  for (const Json& item : list) {
    const Json* found = member(item, *arguments[1]);
    if (found != nullptr && found->is_string() && found->get_string() < than->get_string())
      out.push_back(item);
  }
  return Json(std::move(out));
}

bool is_in(const Json& value, const Json* list) {
  if (list == nullptr || !list->is_array()) return false;
  return std::ranges::find(list->get_array(), value) != list->get_array().end();
}

/// All the items of which `find` gives the first; of a list of values, those that have one of them.
Result where(const JsonArray& list, Arguments arguments) {
  const bool is_any = arguments[2] != nullptr && arguments[2]->is_array();
  const auto has_one_of = [&](const Json& item) {
    const Json* const found = arguments[1] == nullptr ? nullptr : member(item, *arguments[1]);
    return found != nullptr && is_in(*found, arguments[2]);
  };
  JsonArray out;
  std::ranges::copy_if(list, std::back_inserter(out), [&](const Json& item) {
    return is_any ? has_one_of(item) : has_value(item, arguments[1], arguments[2]);
  });
  return Json(std::move(out));
}

/// The items of the first list, then those of the second that are not among them, each once.
Result joined(const JsonArray& list, Arguments arguments) {
  JsonArray out = list;
  if (arguments[1] == nullptr || !arguments[1]->is_array()) return Json(std::move(out));
  for (const Json& item : arguments[1]->get_array()) {
    if (std::ranges::find(out, item) == out.end()) out.push_back(item);
  }
  return Json(std::move(out));
}

/// The items of the first list that the second does not hold.
Result without(const JsonArray& list, Arguments arguments) {
  JsonArray out;
  std::ranges::copy_if(list, std::back_inserter(out),
                       [&](const Json& item) { return !is_in(item, arguments[1]); });
  return Json(std::move(out));
}

/// The items, or their members, whose legal basis is not in the table of instruments.
Result unverified(const JsonArray& list, Arguments arguments) {
  JsonArray out;
  for (const Json& item : list) {
    const Json* basis = &item;
    if (arguments.size() == 2)
      basis = arguments[1] == nullptr ? nullptr : member(item, *arguments[1]);
    if (basis == nullptr || !basis->is_string()) continue;
    if (!check_citation(basis->get_string()).verified) out.push_back(*basis);
  }
  return Json(std::move(out));
}

/// The items that name an instrument of law.
Result citing(const JsonArray& list, Arguments /*list*/) {
  JsonArray out;
  std::ranges::copy_if(list, std::back_inserter(out), [](const Json& item) {
    return item.is_string() && names_instrument(item.get_string());
  });
  return Json(std::move(out));
}

/// The texts among the items for which `is` holds with one of the words.
template <typename Is>
Result texts_with(const JsonArray& list, const Json* words, Is is) {
  JsonArray out;
  if (words == nullptr || !words->is_array()) return Json(std::move(out));
  std::ranges::copy_if(list, std::back_inserter(out), [&](const Json& item) {
    return item.is_string() && std::ranges::any_of(words->get_array(), [&](const Json& word) {
             return word.is_string() &&
                    is(std::string_view(item.get_string()), std::string_view(word.get_string()));
           });
  });
  return Json(std::move(out));
}

Result containing(const JsonArray& list, Arguments arguments) {
  return texts_with(list, arguments[1], [](std::string_view text, std::string_view word) {
    return text.find(word) != std::string_view::npos;
  });
}

Result ending(const JsonArray& list, Arguments arguments) {
  return texts_with(list, arguments[1], [](std::string_view text, std::string_view word) {
    return text.ends_with(word);
  });
}

/// The items, their member of that name in one spelling: so that they are found under any.
Result spelled(const JsonArray& list, Arguments arguments) {
  JsonArray out = list;
  if (arguments[1] == nullptr || !arguments[1]->is_string()) return Json(std::move(out));
  for (Json& item : out) {
    Json* const found =
        item.is_object() ? item.get_object().if_contains(arguments[1]->get_string()) : nullptr;
    if (found != nullptr && found->is_string()) *found = Json(spelling(found->get_string()));
  }
  return Json(std::move(out));
}

/// The items whose member of that name is that text but for its spelling, as they were written.
Result written_as(const JsonArray& list, Arguments arguments,
                  std::string (*fold)(std::string_view)) {
  JsonArray out;
  const Json* const name = arguments[1];
  const Json* const wanted = arguments[2];
  if (name == nullptr || wanted == nullptr || !wanted->is_string()) return Json(std::move(out));
  const std::string bare = fold(wanted->get_string());
  std::ranges::copy_if(list, std::back_inserter(out), [&](const Json& item) {
    const Json* const found = member(item, *name);
    return found != nullptr && found->is_string() && fold(found->get_string()) == bare;
  });
  return Json(std::move(out));
}
Result alike(const JsonArray& list, Arguments arguments) {
  return written_as(list, arguments, spelling);
}
Result of_paper(const JsonArray& list, Arguments arguments) {
  return written_as(list, arguments, paper_number);
}

struct Entry {
  std::string_view name;
  std::size_t least, most;
  Result (*function)(const JsonArray&, Arguments);
};
constexpr std::array<Entry, 19> entries{{{"count", 1, 3, count},
                                         {"find", 3, 3, find},
                                         {"where", 3, 3, where},
                                         {"append", 2, 2, append},
                                         {"replace", 4, 4, replace},
                                         {"distinct", 1, 2, distinct},
                                         {"total", 2, 2, total},
                                         {"lacking", 3, 3, lacking},
                                         {"earlier", 3, 3, earlier},
                                         {"spelled", 2, 2, spelled},
                                         {"alike", 3, 3, alike},
                                         {"of_paper", 3, 3, of_paper},
                                         {"joined", 2, 2, joined},
                                         {"without", 2, 2, without},
                                         {"contains", 2, 2, contains},
                                         {"unverified", 1, 2, unverified},
                                         {"citing", 1, 1, citing},
                                         {"containing", 2, 2, containing},
                                         {"ending", 2, 2, ending}}};

}  // namespace

std::unexpected<expression::Error> type_error(Sentence says) {
  return std::unexpected(expression::Error{expression::Error::Kind::type, std::move(says), 0});
}

std::optional<Result> list_function(std::string_view name, Arguments arguments) {
  for (const Entry& entry : entries) {
    if (entry.name != name) continue;
    if (arguments.size() < entry.least || arguments.size() > entry.most) {
      return type_error(Sentence{
          "function-arguments", "of-list", {{"function", name}, {"given", arguments.size()}}});
    }
    // A list that is not there yet is an empty one: charts begin with variables undefined.
    static const JsonArray empty;
    const Json* list = arguments[0];
    if (list == nullptr || list->is_null()) return entry.function(empty, arguments);
    if (!list->is_array()) {
      return type_error(Sentence{"function-takes-list", {{"function", name}}});
    }
    return entry.function(list->get_array(), arguments);
  }
  return std::nullopt;
}

}  // namespace gavel::procedure
