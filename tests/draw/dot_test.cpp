#include "engine/draw/dot.hpp"

#include "tests/draw/given.hpp"

namespace gavel::draw {
namespace {

using testing::HasSubstr;

/// The line of the node or the label of the cluster with this id.
std::string line_of(const std::string& text, const std::string& id) {
  const auto at = text.find("tooltip=\"" + id + "\"");
  if (at == std::string::npos) return {};
  const auto begin = text.rfind('\n', at) + 1;
  return text.substr(begin, text.find('\n', at) - begin);
}

TEST(Dot, HasEveryStateAndTheCitationOfEveryMandatoryStep) {
  const auto procedure = major_decision();
  const std::string text = dot(*procedure, {});
  for (const auto& state : procedure->chart->states) {
    if (state.index == 0) continue;
    EXPECT_NE(line_of(text, state.id), "") << state.id;
  }
  for (const auto& step : procedure->mandatory)
    for (const std::string& state : step.through)
      EXPECT_THAT(line_of(text, state),
                  testing::AllOf(HasSubstr("Mandatory " + step.id), HasSubstr("penwidth=3")));
  EXPECT_EQ(count(text, "{"), count(text, "}"));
  const auto holds_others = [](const auto& state) {
    return state.index != 0 && !state.children.empty();
  };
  EXPECT_EQ(count(text, "subgraph cluster_"),
            std::ranges::count_if(procedure->chart->states, holds_others));
  EXPECT_THAT(text, HasSubstr("Decide to start [G02H G01 G02 G02O G02Y G02T G02U G02K G02KT G03 "
                              "G03WZ G03U G03M G40 G40A G37Q]"));
}

TEST(Dot, FillsTheActiveStatesAndThoseThatHoldThem) {
  const std::string text = dot(*major_decision(), {Language::zh, {"pp_open"}});
  EXPECT_THAT(line_of(text, "pp_open"),
              testing::AllOf(HasSubstr("filled"), HasSubstr("▶ 当前"), HasSubstr("公开征求意见")));
  EXPECT_THAT(line_of(text, "pp"), HasSubstr("filled"));
  EXPECT_THAT(line_of(text, "pp_done"), testing::Not(HasSubstr("filled")));
}

TEST(Dot, EscapesQuotesAndBackslashes) {
  const std::string text =
      dot(*procedure_of("", "<state id=\"a\" g:zh=\"甲\" g:en=\"A &quot;b&quot; \\n c\"/>"), {});
  EXPECT_THAT(text, HasSubstr(R"(label="A \"b\" \\n c\n甲")"));
}

}  // namespace
}  // namespace gavel::draw
