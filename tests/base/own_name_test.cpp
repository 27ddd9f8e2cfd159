#include "engine/base/own_name.hpp"

#include <gtest/gtest.h>

namespace gavel {
namespace {

struct Row {
  const char *text, *name, *shown;
};

void all_show(std::initializer_list<Row> rows) {
  for (const Row& row : rows) {
    EXPECT_EQ(without_names(row.text, row.name), row.shown);
    EXPECT_EQ(has_names(row.text, row.name), std::string_view(row.text) != row.shown) << row.text;
  }
}

TEST(OwnName, IsHiddenWhereverItStands) {
  all_show({{"我是王小明，家住城东。王小明", "王小明", "我是××，家住城东。××"},
            {"王女士：您好", "王女士", "××：您好"},
            {"校车太少", "王小明", "校车太少"},
            {"阳光公司认为不妥", "阳光公司", "××认为不妥"},
            {"I, john  smith, object", "John Smith", "I, ××, object"}});
}

TEST(OwnName, IsHiddenHoweverItIsSpelled) {
  all_show({{"我叫王 小明。", "王小明", "我叫××。"},
            {"王小明先生提出", "王小明女士", "××先生提出"},
            {"王小明提出", "王　小明（业主代表）", "××提出"},
            {"业主代表提出", "王小明（业主代表）", "业主代表提出"},
            {"买买提阿不都提出", "买买提·阿不都", "××提出"},
            {"买买提·阿不都提出", "买买提·阿不都", "××提出"}});
}

// A letter of a whole house has many names.
TEST(OwnName, OfSeveralAreAllHidden) {
  all_show({{"张三丰和李四海反对", "张三丰、李四海、", "××和××反对"},
            {"张三丰和李四海反对", "张三丰 李四海", "××和××反对"},
            {"李四海、张三丰", "张三丰；李四海", "××、××"}});
}

TEST(OwnName, IsNotFoundWhereItIsPartOfOtherWords) {
  all_show({{"种上桃李，明天就好", "李明", "种上桃李，明天就好"},
            {"桃李\n明天", "李明", "桃李\n明天"},
            {"Li Mingze objects", "Li Ming", "Li Mingze objects"},
            {"王府井太堵", "王", "王府井太堵"},
            {"市民希望公开", "市民", "市民希望公开"},
            {"匿名", "匿名", "匿名"},
            {"文字", "", "文字"},
            {"", "王小明", ""},
            {"坏\xFF字", "王小明", "坏\xFF字"}});
}

}  // namespace
}  // namespace gavel
