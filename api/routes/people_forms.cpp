#include "api/routes/people_forms.hpp"

#include <algorithm>
#include <span>

#include "api/routes/names.hpp"
#include "api/routes/namesake.hpp"
#include "api/routes/policies.hpp"
#include "api/routes/register_facts.hpp"
#include "db/matter_store.hpp"
#include "engine/base/credit_code.hpp"
#include "engine/base/hidden.hpp"
#include "engine/base/recorded_day.hpp"

namespace gavel::api {
namespace {

using db::Register;
using enum Member::Type;

/// Of the person's or institution's admission, or of the one now asked for.
bool is_institution(const JsonObject& admission) {
  return string_or(admission, "type") == "institution";
}

std::string listed(std::string_view words) {
  std::string out;
  for (const char c : words) out += c == ' ' ? ", " : std::string(1, c);
  return out;
}

/// A whole number that the policy sets; nothing where it says nothing of it.
std::optional<int> figure(const JsonObject& policy, std::string_view name) {
  const Json* value = policy.if_contains(name);
  if (value == nullptr || !value->is_int64()) return std::nullopt;
  return static_cast<int>(value->get_int64());
}

/// The day `years` after `from`; of 29 February in a year without one, 1 March.
Day years_after(Day from, int years) {
  const std::chrono::year_month_day start(from);
  const std::chrono::year_month_day then(start.year() + std::chrono::years{years}, start.month(),
                                         start.day());
  return then.ok() ? Day(then) : Day(then.year() / std::chrono::March / 1);
}

bool has_word(std::string_view words, std::string_view word) {
  return !word.empty() &&
         (" " + std::string(words) + " ").find(" " + std::string(word) + " ") != std::string::npos;
}

class Reader {
 public:
  Reader(Context& context, Register which, Fields& fields, const db::Adviser* person)
      : context_(context), which_(which), fields_(fields), person_(person) {}

  JsonObject read(const Form& form) {
    JsonObject out;
    for (const Member& member : form.members) {
      if (member.type == number) {
        take_number(member, out);
      } else if (const auto value = text_of(member)) {
        check(member, *value);
        out[member.name] = *value;
      }
    }
    check_term(out);
    if (form.fact == "appoint") {
      check_has_account();
      check_appointment(out);
    }
    if (form.fact == "assess") check_assessed_year(out);
    if (form.fact == "strike") check_strike(out);
    return out;
  }

 private:
  std::optional<std::string> text_of(const Member& member) {
    const Length length{.min = 1, .max = 2000};
    std::optional<std::string> value;
    if (member.name == "name") {
      value = member.required ? name_in(fields_, member.name, length)
                              : maybe_name_in(fields_, member.name, length);
    } else if (!member.required) {
      value = fields_.maybe_text(member.name, length);
    } else {
      value = member.name == "basis" ? fields_.citation(member.name, length)
                                     : fields_.text(member.name, length);
    }
    if (member.name != "name" && value && !has_word("basis reason text", member.name)) {
      if (const auto hidden = first_hidden(*value))
        fields_.fault(member.name, "unfit-character", values_of(*hidden));
    }
    // Told already.
    return member.required && value && value->empty() ? std::nullopt : value;
  }

  void take_number(const Member& member, JsonObject& out) {
    // Of training and assessment: what lies ahead has not been done.
    const auto most = member.name == "year" ? this_year() : member.max;
    const auto value = fields_.maybe_integer(member.name, member.min, most);
    if (value) out[member.name] = *value;
    if (!fields_.has(member.name)) fields_.fault(member.name, "missing");
  }

  [[nodiscard]] std::int64_t this_year() const {
    const std::chrono::year_month_day today{day_of(context_.services.clock.now())};
    return static_cast<int>(today.year());
  }

  void check(const Member& member, const std::string& value) {
    if (member.type == day && !recorded_day(value))
      fields_.fault(member.name, "not-a-date", {{"given", value}});
    if (member.type == choice && !has_word(member.choices, value)) {
      fields_.fault(member.name, "not-a-choice",
                    {{"expected", listed(member.choices)}, {"given", value}});
    }
    if (member.type == matter && !context_.services.matters.load(value))
      fields_.fault(member.name, "no-such-entry", {{"given", value}});
    if (member.type == account) check_account(member, value);
    if (member.type == credit_code) check_code(member, value);
  }

  /// A mistyped one is told; and one institution has one number.
  void check_code(const Member& member, const std::string& value) {
    if (const auto checked = check_credit_code(value); !checked) {
      const CreditCodeFault& fault = checked.error();
      using enum CreditCodeFault::Kind;
      return fields_.fault(member.name,
                           fault.kind == length      ? "credit-code-length"
                           : fault.kind == character ? "credit-code-character"
                                                     : "credit-code-check",
                           {{"given", value},
                            {"length", fault.length},
                            {"place", fault.place},
                            {"character", fault.character}});
    }
    for (const db::Adviser& other : db::People(context_.services.pool).all(which_)) {
      if (string_or(other.details(), "credit_code") == value)
        fields_.fault(member.name, "credit-code-held", {{"given", value}, {"id", other.id}});
    }
  }

  /// One account is one person, or one institution.
  void check_account(const Member& member, const std::string& value) {
    if (!context_.services.accounts.find(value))
      return fields_.fault(member.name, "no-such-entry", {{"given", value}});
    for (const db::Adviser& other : db::People(context_.services.pool).all(which_)) {
      const bool is_self = person_ != nullptr && person_->id == other.id;
      if (!is_self && string_or(other.details(), "account") == value)
        fields_.fault(member.name, "account-held", {{"given", value}, {"person", other.id}});
    }
  }

  void check_term(const JsonObject& read) {
    const auto since = recorded_day(string_or(read, "since"));
    const auto until = recorded_day(string_or(read, "until"));
    if (!since || !until) return;
    if (*until < *since) return fields_.fault("until", "before", {{"earliest", to_string(*since)}});
    const JsonObject policy = policy_on(context_, *since);
    const bool is_expert = which_ == Register::expert;
    if (const auto most = figure(policy, is_expert ? "expert_term_years" : "counsel_term_years")) {
      const Day end = years_after(*since, *most);
      if (*until >= end) {
        fields_.fault("until", "term-too-long",
                      {{"years", *most}, {"latest", to_string(end - std::chrono::days{1})}});
      }
    }
    const bool is_person = !is_institution(person_ == nullptr ? read : person_->details());
    if (is_expert && is_person) check_age(read, *since, figure(policy, "expert_age_max"));
  }

  /// One contract at a time: which of two was in force on a day would be anybody's guess.
  void check_appointment(const JsonObject& read) {
    const auto since = recorded_day(string_or(read, "since"));
    const auto until = recorded_day(string_or(read, "until"));
    if (!since || !until || person_ == nullptr) return;
    for (const db::Term& term : person_->terms()) {
      if (term.since > *until || term.until < *since) continue;
      return fields_.fault("since", "terms-overlap",
                           {{"since", to_string(term.since)}, {"until", to_string(term.until)}});
    }
  }

  /// Given now or before: by it they sign their opinions, and by it they keep out.
  void check_has_account() {
    if (fields_.has("account") || person_ == nullptr) return;
    if (string_or(person_->details(), "account").empty())
      fields_.fault("account", "counsel-needs-account", {{"id", person_->id}});
  }

  /// A year in which they were appointed, and that is over: before that there is nothing to assess.
  /// Of two results for it the later would replace the first without a reason.
  void check_assessed_year(const JsonObject& read) {
    const Json* number = read.if_contains("year");
    if (number == nullptr || person_ == nullptr) return;
    for (const db::AdviserFact* fact : person_->standing()) {
      if (fact->kind != "assess" || fact->body.at("year") != *number) continue;
      return fields_.fault("year", "assessed-already", {{"given", *number}, {"seq", fact->seq}});
    }
    const std::chrono::year year{number->to_number<int>()};
    const Day first = year / 1 / 1, last = year / 12 / 31;
    const bool is_appointed = std::ranges::any_of(person_->terms(), [&](const db::Term& term) {
      return term.since <= last && term.until >= first;
    });
    if (!is_appointed) {
      fields_.fault("year", "not-appointed-then", {{"given", *number}});
    } else if (day_of(context_.services.clock.now()) <= last) {
      fields_.fault("year", "year-not-over", {{"given", *number}});
    }
  }

  /// Of an expert whose term begins on `since`, by the birth date given now or before.
  void check_age(const JsonObject& read, Day since, std::optional<int> most) {
    const JsonObject known = person_ == nullptr ? JsonObject{} : person_->details();
    const std::string said = string_or(read, "born", string_or(known, "born"));
    const auto born = recorded_day(said);
    if (!born) {
      if (said.empty() && person_ != nullptr) fields_.fault("born", "missing");
      return;  // otherwise told already
    }
    if (*born > since)
      return fields_.fault("born", "after-the-term-begins", {{"since", to_string(since)}});
    // Nobody who is not of full age (Civil Code, article 17) argues for others.
    constexpr int of_age = 18;
    if (years_after(*born, of_age) > since)
      return fields_.fault("born", "too-young", {{"years", of_age}, {"since", to_string(since)}});
    if (most && years_after(*born, *most + 1) <= since) {
      fields_.fault("born", "too-old", {{"years", *most}, {"since", to_string(since)}});
    }
  }

  void check_strike(const JsonObject& read) {
    const Json* seq = read.if_contains("corrects");
    if (seq == nullptr || person_ == nullptr) return;
    const auto standing = person_->standing();
    const bool stands = std::ranges::any_of(standing, [&](const db::AdviserFact* fact) {
      return fact->seq != 1 && fact->seq == seq->get_int64();
    });
    if (!stands) fields_.fault("corrects", "not-a-fact", {{"given", *seq}});
  }

  Context& context_;
  Register which_;
  Fields& fields_;
  const db::Adviser* person_;
};

/// Nobody has two numbers. That it is another person then stands with the fact.
void refuse_second_number(Context& context, Register which, Fields& fields, JsonObject& read) {
  if (fields.maybe_flag("another_person").value_or(false)) {
    read["another_person"] = true;
    return;
  }
  const std::string name = string_or(read, "name"), unit = string_or(read, "unit");
  for (const db::Adviser& other : db::People(context.services.pool).all(which)) {
    const JsonObject known = other.details();
    if (!are_namesakes({name, unit}, {string_or(known, "name"), string_or(known, "unit")}))
      continue;
    return fields.fault("name", "namesake", {{"given", name}, {"id", other.id}});
  }
}

Problem unknown_fact(const JsonObject& body, std::span<const Form> known) {
  const Json* given = body.if_contains("fact");
  const bool is_text = given != nullptr && given->is_string();
  std::string names;
  for (const Form& each : known) names += (names.empty() ? "" : ", ") + std::string(each.fact);
  return {.type = "invalid-body",
          .errors = {{.where = "/fact",
                      .code = given == nullptr ? "missing"
                              : is_text        ? "not-a-choice"
                                               : "wrong-type",
                      .values = {{"field", "fact"},
                                 {"expected", is_text ? names : "string"},
                                 {"given", string_or(body, "fact")}}}}};
}

}  // namespace

std::string_view first_fact(Register which) { return forms(which, false).front().fact; }

db::AdviserFact read_person_fact(Context& context, const Call& call, Register which,
                                 const JsonObject& body, const db::Adviser* person) {
  Fields fields(body);
  const Instant now = context.services.clock.now();
  db::AdviserFact out{.seq = 0,
                      .kind = std::string(first_fact(which)),
                      .day = day_of(now),
                      .body = {},
                      .by = call.account->account,
                      .at = now};
  if (person != nullptr) out.kind = fields.text("fact", {.min = 1, .max = 40});
  const bool is_of_institution = is_institution(person == nullptr ? body : person->details());
  const auto known = forms(which, is_of_institution).subspan(person == nullptr ? 0 : 1);
  const auto form = std::ranges::find(known, out.kind, &Form::fact);
  if (person == nullptr) {
    out.body = Reader(context, which, fields, person).read(known.front());
    if (!is_of_institution) refuse_second_number(context, which, fields, out.body);
  } else if (form != known.end()) {
    out.body = Reader(context, which, fields, person).read(*form);
  } else {
    throw unknown_fact(body, known);
  }
  if (const auto said = fields.maybe_text("day", {.min = 1, .max = 10})) {
    const auto day = recorded_day(*said);
    if (!day) {
      fields.fault("day", "not-a-date", {{"given", *said}});
    } else if (*day > day_of(now)) {
      fields.fault("day", "in-the-future", {{"today", to_string(day_of(now))}});
    } else {
      out.day = *day;
    }
  }
  fields.done();
  return out;
}

}  // namespace gavel::api
