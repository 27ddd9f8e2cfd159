#include "api/routes/sentences.hpp"

#include "api/routes/context.hpp"
#include "db/accounts.hpp"
#include "embedded/api_assets.hpp"
#include "engine/base/ensure.hpp"

namespace gavel::api {
namespace {

const Sentences& common() {
  static const Sentences read(asset::common_json);
  return read;
}

}  // namespace

Sentences::Sentences(std::string_view catalogue) : read_(parse_json(catalogue).value()) {}

bool Sentences::has(std::string_view key) const { return read_.as_object().contains(key); }

std::string Sentences::say(std::string_view key, Language language,
                           const JsonObject& values) const {
  const Json* const found = read_.as_object().if_contains(key);
  ensure(found != nullptr, "every sentence of a paper is in its catalogue");
  return filled(string_or(found->as_object(), tag(language).substr(0, 2)), values, language);
}

std::string said(Day day, Language language) {
  const std::chrono::year_month_day parts{day};
  const auto month = static_cast<unsigned>(parts.month()),
             of_month = static_cast<unsigned>(parts.day());
  const std::string iso = to_string(day);
  return common().say("date", language,
                      {{"year", static_cast<int>(parts.year())},
                       {"month", month},
                       {"day", of_month},
                       {"month2", iso.substr(5, 2)},
                       {"day2", iso.substr(8, 2)}});
}

std::string said_moment(const std::string& at, Language language) {
  constexpr std::size_t date_end = 10, time_end = 16;
  const auto day = parse_day(std::string_view(at).substr(0, date_end));
  if (!day) return at;
  if (at.size() < time_end) return said(*day, language);
  return common().say(
      "moment", language,
      {{"date", said(*day, language)}, {"time", at.substr(date_end + 1, time_end - date_end - 1)}});
}

std::string said_list(const std::vector<std::string>& texts, Language language) {
  std::string out;
  for (const std::string& text : texts)
    out += (out.empty() ? "" : common().say("list", language)) + text;
  return out;
}

Names::Names(Context& context) : Names(context.services.accounts) {}

Names::Names(db::Accounts& accounts) {
  for (const auto& unit : accounts.units()) units_[unit.id] = unit.name;
  for (const auto& account : accounts.all())
    people_[account.account] = {account.name, account.unit};
}

std::string Names::name(const std::string& account) const {
  const auto found = people_.find(account);
  return found == people_.end() ? account : found->second.first;
}

std::string Names::unit(const std::string& id) const {
  const auto found = units_.find(id);
  return found == units_.end() ? id : found->second;
}

std::string Names::who(const std::string& account, Language language) const {
  const auto found = people_.find(account);
  if (found == people_.end()) return account;
  return who(found->second.first, found->second.second, language);
}

std::string Names::who(const std::string& name, const std::string& unit, Language language) const {
  const auto found = units_.find(unit);
  if (found == units_.end()) return name;
  return common().say("who", language, {{"unit", found->second}, {"name", name}});
}

}  // namespace gavel::api
