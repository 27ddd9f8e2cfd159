#include <string>
#include <string_view>

#include "engine/base/utf8.hpp"
#include "engine/procedure/citation_parts.hpp"

namespace gavel::procedure {
namespace {

// The characters of the table's titles and of the words around a title or a number, each above its
// simplified form. No others: what else a text says is of no concern here.
constexpr std::u32string_view traditional =
    U"國務號條決暫關於線規優營環級會組織檔實開訪處罰競爭審徵徴與補償訴訟復複議員監個護電簽網絡數據"
    U"碼無障"
    U"礙設祕節紀辦備區華縣發頒訂過簡稱經為爲項壹貳叄參陸內範";
constexpr std::u32string_view written_simply =
    U"国务号条决暂关于线规优营环级会组织档实开访处罚竞争审征征与补偿诉讼复复议员监个护电签网络数据"
    U"码无障"
    U"碍设秘节纪办备区华县发颁订过简称经为为项壹贰叁叁陆内范";
static_assert(traditional.size() == written_simply.size());

}  // namespace

std::string in_simplified(std::string_view text) {
  std::string out;
  for (std::size_t at = 0; at < text.size();) {
    const std::size_t begin = at;
    const auto found = traditional.find(next_code_point(text, at));
    if (found == std::u32string_view::npos) {
      out += text.substr(begin, at - begin);
    } else {
      append_utf8(out, written_simply[found]);
    }
  }
  return out;
}

}  // namespace gavel::procedure
