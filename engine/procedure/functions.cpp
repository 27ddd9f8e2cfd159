#include "engine/procedure/functions.hpp"

#include "engine/base/item_number.hpp"
#include "engine/base/law_named.hpp"
#include "engine/base/organ.hpp"
#include "engine/base/spelling.hpp"
#include "engine/base/utf8.hpp"
#include "engine/procedure/lists.hpp"

namespace gavel::procedure {
namespace {

using expression::Arguments;
using expression::Undefined;
using expression::Value;
using Result = std::expected<Value, expression::Error>;

/// Clocks counted from one another's ends; a longer chain is taken for a circle.
constexpr int clock_chain_limit = 16;

Json text(std::string_view value) { return Json(value); }

/// A day or an instant as text; nothing when it is absent.
std::expected<std::optional<Day>, expression::Error> day_in(const Json* value) {
  if (value == nullptr || value->is_null()) return std::nullopt;
  if (value->is_string()) {
    const std::string_view given = value->get_string();
    if (given.empty()) return std::nullopt;
    if (const auto day = parse_day(given)) return day;
    if (const auto at = parse_instant(given)) return day_of(*at);
  }
  return type_error(Sentence{"function-takes-day", {{"given", json_text(*value)}}});
}

std::expected<int, expression::Error> count_in(const Json* value) {
  if (value != nullptr && value->is_int64() && value->get_int64() >= 0 &&
      value->get_int64() <= calendar::longest_period) {
    return static_cast<int>(value->get_int64());
  }
  return type_error(Sentence{"function-takes-count", {{"most", calendar::longest_period}}});
}

std::optional<calendar::Unit> unit_named(std::string_view name) {
  if (name == "day") return calendar::Unit::day;
  if (name == "workday") return calendar::Unit::workday;
  if (name == "year") return calendar::Unit::year;
  return std::nullopt;
}

/// A text, or each text of a list, in one spelling.
std::expected<Value, expression::Error> folded(const Json* given,
                                               std::string (*fold)(std::string_view)) {
  if (given == nullptr || given->is_null()) return Undefined{};
  if (given->is_string()) return Value(Json(fold(given->get_string())));
  if (!given->is_array()) return type_error(Sentence{"function-takes-text"});
  JsonArray out;
  for (const Json& each : given->get_array())
    out.push_back(each.is_string() ? Json(fold(each.get_string())) : each);
  return Value(Json(std::move(out)));
}

const Json* as_json(const Value& value) { return std::get_if<Json>(&value); }

}  // namespace

std::expected<std::optional<ClockState>, expression::Error> clock_state(
    const Clock& clock, const calendar::Calendar& calendar, const Evaluate& evaluate) {
  const auto from_value = evaluate(clock.from);
  if (!from_value) return std::unexpected(from_value.error());
  const auto from = day_in(as_json(*from_value));
  if (!from) return std::unexpected(from.error());
  if (!*from) return std::nullopt;
  const auto count_value = evaluate(clock.count);
  if (!count_value) return std::unexpected(count_value.error());
  const auto count = count_in(as_json(*count_value));
  if (!count) return std::unexpected(count.error());
  const auto unit_value = evaluate(clock.unit);
  if (!unit_value) return std::unexpected(unit_value.error());
  const std::string unit = expression::to_string(*unit_value);
  const auto counted = unit_named(unit);
  if (!counted) return type_error(Sentence{"clock-unit", {{"clock", clock.id}, {"given", unit}}});
  return ClockState{**from, calendar::deadline(calendar, **from, *count, *counted, clock.roll)};
}

struct Functions::Entry {
  std::string_view name;
  std::size_t arity;
  Result (Functions::*function)(Arguments, const Scope&) const;
};
const Functions::Entry Functions::entries[]{
    {"now", 0, &Functions::now},
    {"today", 0, &Functions::today},
    {"day", 1, &Functions::day},
    {"days", 2, &Functions::days},
    {"workdays", 2, &Functions::workdays},
    {"workdays_between", 2, &Functions::workdays_between},
    {"due", 1, &Functions::due},
    {"provisional", 1, &Functions::provisional},
    {"reached", 1, &Functions::reached},
    {"until", 1, &Functions::until},
    {"has", 1, &Functions::has},
    {"missing", 1, &Functions::missing},
    {"plain_days", 2, &Functions::plain_days},
    {"unspaced", 1, &Functions::unspaced},
    {"spelling", 1, &Functions::spelling},
    {"institution", 1, &Functions::institution},
    {"paper_number", 1, &Functions::paper_number},
    {"names_law", 1, &Functions::names_law},
    {"numbered", 2, &Functions::numbered},
    {"filed", 0, &Functions::filed},
    {"revised", 2, &Functions::revised},
    {"standing", 2, &Functions::standing},
};

Result Functions::call(std::string_view name, Arguments arguments, const Scope& scope) const {
  if (auto result = list_function(name, arguments)) return std::move(*result);
  for (const Entry& entry : entries) {
    if (entry.name != name) continue;
    if (arguments.size() == entry.arity) return (this->*entry.function)(arguments, scope);
    return type_error(
        Sentence{"function-arguments",
                 {{"function", name}, {"given", arguments.size()}, {"count", entry.arity}}});
  }
  return std::unexpected(expression::Error{expression::Error::Kind::reference,
                                           Sentence{"unknown-function", {{"function", name}}}, 0});
}

Result Functions::now(Arguments /*none*/, const Scope& /*scope*/) const {
  return text(to_string(now_));
}

Result Functions::today(Arguments /*none*/, const Scope& /*scope*/) const {
  return text(to_string(day_of(now_)));
}

Result Functions::day(Arguments arguments, const Scope& /*scope*/) const {
  const auto given = day_in(arguments[0]);
  if (!given) return std::unexpected(given.error());
  if (!*given) return Undefined{};
  return text(to_string(**given));
}

Result Functions::days(Arguments arguments, const Scope& /*scope*/) const {
  return count_days(arguments, calendar::Unit::day);
}

/// No deadline: it ends on the day it ends, and needs no table of holidays to say so.
Result Functions::plain_days(Arguments arguments, const Scope& /*scope*/) const {
  const auto from = day_in(arguments[0]);
  if (!from) return std::unexpected(from.error());
  const auto count = count_in(arguments[1]);
  if (!count) return std::unexpected(count.error());
  if (!*from) return Undefined{};
  return text(to_string(**from + std::chrono::days{*count}));
}

Result Functions::workdays(Arguments arguments, const Scope& /*scope*/) const {
  return count_days(arguments, calendar::Unit::workday);
}

Result Functions::workdays_between(Arguments arguments, const Scope& /*scope*/) const {
  const auto from = day_in(arguments[0]), to = day_in(arguments[1]);
  if (!from) return std::unexpected(from.error());
  if (!to) return std::unexpected(to.error());
  if (!*from || !*to) return Undefined{};
  const auto count = calendar::workdays_between(calendar_, **from, **to);
  if (!count) return Undefined{};  // as with every day that is not certain
  return Json(*count);
}

Result Functions::count_days(Arguments arguments, calendar::Unit unit) const {
  const auto from = day_in(arguments[0]);
  if (!from) return std::unexpected(from.error());
  const auto count = count_in(arguments[1]);
  if (!count) return std::unexpected(count.error());
  if (!*from) return Undefined{};
  const auto last = calendar::deadline(calendar_, **from, *count, unit, true);
  if (last.provisional) return Undefined{};  // any comparison with it is then false
  return text(to_string(last.last));
}

std::expected<std::optional<ClockState>, expression::Error> Functions::clock_named(
    const Json* id, const Scope& scope) const {
  if (id == nullptr || !id->is_string()) return type_error(Sentence{"function-takes-clock"});
  const auto clock = procedure_.clocks.find(std::string_view(id->get_string()));
  if (clock == procedure_.clocks.end()) {
    return type_error(Sentence{"unknown-clock", "asked", {{"id", json_text(*id)}}});
  }
  if (clocks_within_ == clock_chain_limit) {
    return std::unexpected(expression::Error{
        expression::Error::Kind::limit, Sentence{"clock-circle", {{"id", json_text(*id)}}}, 0});
  }
  ++clocks_within_;
  const auto evaluate = [&](const expression::Expression& e) { return e.evaluate(scope); };
  auto state = clock_state(clock->second, calendar_, evaluate);
  --clocks_within_;
  return state;
}

Result Functions::due(Arguments arguments, const Scope& scope) const {
  const auto state = clock_named(arguments[0], scope);
  if (!state) return std::unexpected(state.error());
  if (!*state) return Undefined{};
  return text(to_string((*state)->due.last));
}

Result Functions::provisional(Arguments arguments, const Scope& scope) const {
  const auto state = clock_named(arguments[0], scope);
  if (!state) return std::unexpected(state.error());
  return Json(state->has_value() && (*state)->due.provisional);
}

Result Functions::reached(Arguments arguments, const Scope& scope) const {
  const auto state = clock_named(arguments[0], scope);
  if (!state) return std::unexpected(state.error());
  return Json(state->has_value() && is_reached((*state)->due, day_of(now_)));
}

/// A delay for <send>. Once the moment is past, a day: a provisional deadline is looked at daily.
Result Functions::until(Arguments arguments, const Scope& scope) const {
  const auto state = clock_named(arguments[0], scope);
  if (!state) return std::unexpected(state.error());
  if (!*state) return Undefined{};
  const auto left = calendar::end_of((*state)->due) - now_;
  constexpr std::chrono::milliseconds a_day = std::chrono::hours{24};
  return text(std::to_string((left > left.zero() ? left : a_day).count()) + "ms");
}

Result Functions::has(Arguments arguments, const Scope& /*scope*/) const {
  if (arguments[0] == nullptr) return type_error(Sentence{"function-takes-document"});
  const Json& code = *arguments[0];
  return Json(code.is_string() && dossier_.has(code.get_string()));
}

Result Functions::missing(Arguments arguments, const Scope& /*scope*/) const {
  if (arguments[0] == nullptr || !arguments[0]->is_array()) {
    return type_error(Sentence{"function-takes-documents"});
  }
  JsonArray absent;
  for (const Json& code : arguments[0]->get_array()) {
    if (!code.is_string() || !dossier_.has(code.get_string())) absent.push_back(code);
  }
  return Json(std::move(absent));
}

Result Functions::unspaced(Arguments arguments, const Scope& /*scope*/) const {
  if (arguments[0] == nullptr || arguments[0]->is_null()) return Undefined{};
  if (!arguments[0]->is_string()) return type_error(Sentence{"function-takes-text"});
  return text(without_blanks(arguments[0]->get_string()));
}

Result Functions::spelling(Arguments arguments, const Scope& /*scope*/) const {
  return folded(arguments[0], gavel::spelling);
}

Result Functions::institution(Arguments arguments, const Scope& /*scope*/) const {
  return folded(arguments[0], gavel::institution);
}

Result Functions::paper_number(Arguments arguments, const Scope& /*scope*/) const {
  return folded(arguments[0], gavel::paper_number);
}

Result Functions::names_law(Arguments arguments, const Scope& /*scope*/) const {
  const Json* const given = arguments[0];
  return Json(given != nullptr && given->is_string() && gavel::names_law(given->get_string()));
}

/// The number of an item of that year's catalogue.
Result Functions::numbered(Arguments arguments, const Scope& /*scope*/) const {
  const Json *const year = arguments[0], *const given = arguments[1];
  if (given == nullptr || given->is_null()) return Undefined{};
  if (!given->is_string()) return type_error(Sentence{"function-takes-text"});
  const auto of = count_in(year);
  if (!of) return std::unexpected(of.error());
  return text(item_number(*of, given->get_string()));
}

// ---- what was signed, and over what: a signature notes how many documents were on file
Result Functions::filed(Arguments /*none*/, const Scope& /*scope*/) const {
  return Json(static_cast<std::int64_t>(dossier_.count()));
}

std::expected<JsonArray, expression::Error> Functions::revised_since(const Json* over,
                                                                     const Json* event) const {
  if (event == nullptr || !event->is_string()) return type_error(Sentence{"function-takes-event"});
  const auto type = procedure_.events.find(std::string_view(event->get_string()));
  if (type == procedure_.events.end())
    return type_error(Sentence{"unknown-event", "asked", {{"id", json_text(*event)}}});
  JsonArray out;
  // What was signed under a version of the procedure that noted nothing is judged as it judged it.
  if (over == nullptr || over->is_null()) return out;
  if (!over->is_int64() || over->get_int64() < 0)
    return type_error(Sentence{"function-takes-filed"});
  for (const std::string& code : dossier_.revised(static_cast<std::size_t>(over->get_int64()))) {
    if (covers(procedure_, type->second, code)) out.emplace_back(code);
  }
  return out;
}

Result Functions::revised(Arguments arguments, const Scope& /*scope*/) const {
  auto codes = revised_since(arguments[0], arguments[1]);
  if (!codes) return std::unexpected(std::move(codes.error()));
  return Json(*std::move(codes));
}

/// Of signatures with a member `over`, those that still stand.
Result Functions::standing(Arguments arguments, const Scope& /*scope*/) const {
  JsonArray out;
  if (arguments[0] == nullptr || arguments[0]->is_null()) return Json(std::move(out));
  if (!arguments[0]->is_array()) return type_error(Sentence{"function-takes-signatures"});
  for (const Json& item : arguments[0]->get_array()) {
    if (!item.is_object()) return type_error(Sentence{"function-takes-signatures"});
    const auto codes = revised_since(item.get_object().if_contains("over"), arguments[1]);
    if (!codes) return std::unexpected(codes.error());
    if (codes->empty()) out.push_back(item);
  }
  return Json(std::move(out));
}

}  // namespace gavel::procedure
