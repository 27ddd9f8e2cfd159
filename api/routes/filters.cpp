#include "api/routes/filters.hpp"

#include "api/routes/context.hpp"
#include "db/accounts.hpp"
#include "db/procedure_store.hpp"

namespace gavel::api {
namespace {

/// `names_of` gives those of one procedure.
template <class NamesOf>
std::vector<std::string> of_procedures(Context& context, const NamesOf& names_of) {
  std::set<std::string> out;
  for (const db::ProcedureRow& row : context.services.procedures.list()) {
    const auto procedure = context.services.procedures.by_sha256(row.sha256);
    if (procedure == nullptr) continue;
    for (std::string& name : names_of(*procedure)) out.insert(std::move(name));
  }
  return {out.begin(), out.end()};
}

}  // namespace

Query::Known known_units(Context& context) {
  return [&context] {
    std::vector<std::string> out;
    for (db::Unit& unit : context.services.accounts.units()) out.push_back(std::move(unit.id));
    return out;
  };
}

Query::Known known_procedures(Context& context) {
  return [&context] {
    std::set<std::string> out;
    for (const db::ProcedureRow& row : context.services.procedures.list()) out.insert(row.name);
    return std::vector<std::string>(out.begin(), out.end());
  };
}

Query::Known known_steps(Context& context, std::optional<std::string> procedure) {
  return [&context, only = std::move(procedure)] {
    return of_procedures(context, [&](const procedure::Procedure& each) {
      std::vector<std::string> out;
      if (only && *only != each.name) return out;
      for (const chart::State& state : each.chart->states) {
        if (!state.id.starts_with('#')) out.push_back(state.id);  // else it has no name
      }
      return out;
    });
  };
}

Query::Known known_stages(Context& context) {
  return [&context] {
    return of_procedures(context, [](const procedure::Procedure& each) {
      std::vector<std::string> out;
      for (const procedure::Stage& stage : each.stages) out.push_back(stage.id);
      return out;
    });
  };
}

Query::Known known_documents(Context& context) {
  return [&context] {
    return of_procedures(context, [](const procedure::Procedure& each) {
      std::vector<std::string> out;
      for (const auto& [code, type] : each.documents) out.push_back(code);
      return out;
    });
  };
}

Query::Known known_accounts(Context& context) {
  return [&context] {
    std::vector<std::string> out;
    for (db::Account& account : context.services.accounts.all())
      out.push_back(std::move(account.account));
    return out;
  };
}

Query::Known known_words(std::vector<std::string> words) {
  return [words = std::move(words)] { return words; };
}

Query::Known known_to(Query::Known one, Query::Known other) {
  return [one = std::move(one), other = std::move(other)] {
    std::vector<std::string> out = one();
    for (std::string& each : other()) {
      if (std::ranges::find(out, each) == out.end()) out.push_back(std::move(each));
    }
    return out;
  };
}

}  // namespace gavel::api
