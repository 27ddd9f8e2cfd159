// What is a law or an administrative regulation, as people name one.
#include "engine/base/law_named.hpp"

#include <gtest/gtest.h>

namespace gavel {
namespace {

TEST(LawNamed, IsALawOrAnAdministrativeRegulation) {
  for (const char* text : {"依《城乡规划法》第二十六条",
                           "《中华人民共和国城乡规划法(2019修正)》第二十六条",
                           "《 城乡规划法 》",
                           "《立法法（2023修正）》",
                           "《中华人民共和国民法典》",
                           "《生态环境法典》",
                           "《军事设施保护法实施条例》",
                           "《城市道路管理条例》",
                           "《市场主体登记管理条例》",
                           "《自然保护区条例》",
                           "《城市房地产开发经营管理条例》",
                           "《诉讼费用交纳办法》（国务院令第481号）",
                           "《诉讼费用交纳办法》(国令〔2006〕481号)",
                           "《国务院关于行政区划管理的规定》",
                           "《税收征收管理法实施细则》",
                           "《行政区划管理条例实施细则》第二条",
                           "《全国人民代表大会常务委员会关于设立北京金融法院的决定》",
                           "《土地管理法》和《城市工作方法》",
                           "《会议规则》和《预算法》",
                           "依土地管理法第四十七条",
                           "根据国有土地上房屋征收与补偿条例第十条"})
    EXPECT_TRUE(names_law(text)) << text;
}

TEST(LawNamed, IsNotWhatAnOrganThePartyOrAPlaceMadeNorWhatSpeaksOfALaw) {
  for (const char* text : {"",
                           "另有程序",
                           "《",
                           "《区人民政府工作规则》",
                           "《某市重大事项决策办法》",
                           "按《一线工作法》第二条办理",
                           "依据《工作方法》第三条",
                           "做法第三条，见《会议规则》",
                           "无条例可依，按《工作规则》第一条办理",
                           "《中国共产党地方委员会工作条例》第九条",
                           "《中国共产党重大事项请示报告条例》第三条",
                           "《区委工作条例》第三条",
                           "《某某市城市管理条例》第五条",
                           "《内蒙古自治区物业管理条例》第五条",
                           "《江西省行政程序条例》",
                           "《关于落实条例（2026）的通知》",
                           "《土地管理暂行条例（草案）》",
                           "《城乡规划法(修订草案征求意见稿)》",
                           "《行政程序条例（送审稿）》（国务院令第1号）",
                           "《关于贯彻土地管理法第四十七条的意见》",
                           "依法第三条",
                           "本条例第三条",
                           "依北京市物业管理条例第三条"})
    EXPECT_FALSE(names_law(text)) << text;
}

}  // namespace
}  // namespace gavel
