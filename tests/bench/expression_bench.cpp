// What a guard costs. Goal: a typical one under 0.3 microseconds.
#include <benchmark/benchmark.h>

#include "engine/expression/expression.hpp"

namespace gavel::expression {
namespace {

/// Variables, `_x`, and one host function, as a matter's guards see them.
class Matter final : public Scope {
 public:
  Matter() {
    data_ = parse_json(R"({
      "title": "城市更新实施方案", "stage": "meeting", "version": 12,
      "notice": {"closed": true, "opened_on": "2026-01-30", "closes_on": "2026-03-19"},
      "reviews": [{"by": "legal", "verdict": "lawful"}], "budget": 1250000.5,
      "stances": [{"member": "a", "stance": "agree"}, {"member": "b", "stance": "oppose"},
                  {"member": "c", "stance": "agree"}, {"member": "d", "stance": "abstain"},
                  {"member": "e", "stance": "agree"}, {"member": "f", "stance": "agree"},
                  {"member": "g", "stance": "agree"}]})")
                .value()
                .as_object();
    x_ = parse_json(R"({"now": "2026-03-20T09:00:00.000+08:00", "today": "2026-03-20",
      "actor": {"account": "zhang", "roles": ["drafter"]}, "policy": {"quorum": 5, "days": 30}})")
             .value();
  }
  [[nodiscard]] Found find(std::string_view name) const override {
    if (name == "_x") return {true, &x_};
    const Json* value = data_.if_contains(name);
    return {value != nullptr, value};
  }
  [[nodiscard]] std::expected<Value, Error> call(std::string_view name,
                                                 Arguments arguments) const override {
    if (name != "count" || arguments.size() != 3) {
      return std::unexpected(
          Error{Error::Kind::reference, Sentence{"unknown-function", {{"function", name}}}, 0});
    }
    std::int64_t found = 0;
    for (const Json& item : arguments[0]->get_array()) {
      const Json* member = item.get_object().if_contains(arguments[1]->get_string());
      found += member != nullptr && *member == *arguments[2] ? 1 : 0;
    }
    return Value(Json(found));
  }

 private:
  JsonObject data_;
  Json x_;
};

void guard(benchmark::State& state, const char* text) {
  const Matter matter;
  const Expression expression = Expression::parse(text).value();
  if (!expression.test(matter).value_or(false)) state.SkipWithError("the guard must hold");
  for (auto _ : state) benchmark::DoNotOptimize(expression.test(matter));
}

BENCHMARK_CAPTURE(guard, member_is_true, "notice.closed");
BENCHMARK_CAPTURE(guard, dates_in_order, "notice.closes_on < _x.today");
BENCHMARK_CAPTURE(guard, typical,
                  "notice.closed == true && count(stances,'stance','oppose') < 3 && "
                  "_x.policy.days >= 30");
BENCHMARK_CAPTURE(guard, built_in, "_x.actor.roles.indexOf('drafter') >= 0");

void parse(benchmark::State& state) {
  for (auto _ : state) {
    benchmark::DoNotOptimize(
        Expression::parse("notice.closed == true && count(stances,'stance','oppose') < 3"));
  }
}
BENCHMARK(parse);

void assign(benchmark::State& state) {
  const Matter matter;
  DataModel data(JsonObject{{"version", 1}});
  const Location location = Location::parse("version").value();
  const Value value = Json(2);
  for (auto _ : state) benchmark::DoNotOptimize(location.assign(data, value, matter));
}
BENCHMARK(assign);

}  // namespace
}  // namespace gavel::expression
