using Gateway.StatusPage.Texts;
using nanoFramework.TestFramework;

namespace Gateway.Tests.StatusPage
{
    /// <summary>The texts: the same keys and facts in both languages, and what the pages count on.</summary>
    [TestClass]
    public class TextTests
    {
        private const string Facts = "adghipqrs";

        [TestMethod]
        public void Every_key_has_a_text_in_both_languages()
        {
            for (int key = 0; key < TextKey.Count; key++)
            {
                string english = EnglishText.Get(key);
                string japanese = JapaneseText.Get(key);
                Assert.IsTrue(english != null && english.Length > 0, key.ToString());
                Assert.IsTrue(japanese != null && japanese.Length > 0, key.ToString());
            }

            Assert.IsTrue(EnglishText.Get(TextKey.Count) == null && EnglishText.Get(-1) == null);
            Assert.IsTrue(JapaneseText.Get(TextKey.Count) == null && JapaneseText.Get(-1) == null);
        }

        // A text may name a fact more often in one language; it must not name another.
        [TestMethod]
        public void Both_languages_tell_the_same_facts()
        {
            for (int key = 0; key < TextKey.Count; key++)
            {
                string english = EnglishText.Get(key);
                string japanese = JapaneseText.Get(key);
                Assert.AreEqual(BracesOf(english), FactsIn(english), key.ToString());
                Assert.AreEqual(BracesOf(japanese), FactsIn(japanese), key.ToString());
                for (int i = 0; i < Facts.Length; i++)
                {
                    string fact = "{" + Facts.Substring(i, 1) + "}";
                    Assert.AreEqual(english.IndexOf(fact) >= 0, japanese.IndexOf(fact) >= 0, key.ToString() + fact);
                }
            }
        }

        [TestMethod]
        public void Tags_are_closed_and_no_text_is_left_to_write()
        {
            for (int key = 0; key < TextKey.Count; key++)
            {
                HasClosedTags(EnglishText.Get(key));
                HasClosedTags(JapaneseText.Get(key));
            }
        }

        // The terms of the announcement that the project comes from.
        [DataRow(TextKey.WhatHead, "25番ポートブロック")]
        [DataRow(TextKey.WhatText, "Outbound Port25 Blocking")]
        [DataRow(TextKey.Avoid587, "Message Submission(Port587)")]
        [DataRow(TextKey.CheckTitle, "対象者早見表")]
        [DataRow(TextKey.AvoidHead, "影響を受けるお客さまの回避方法")]
        [DataRow(TextKey.FaqTitle, "よくある質問と回答集")]
        [DataRow(TextKey.AppsTitle, "メールソフトの設定変更例")]
        [TestMethod]
        public void Japanese_has_the_announcement_s_terms(int key, string term)
        {
            Assert.IsTrue(JapaneseText.Get(key).IndexOf(term) >= 0, term);
        }

        private static void HasClosedTags(string text)
        {
            Assert.AreEqual(Count(text, "<strong>"), Count(text, "</strong>"));
            Assert.AreEqual(Count(text, "<code>"), Count(text, "</code>"));
            Assert.AreEqual(2 * (Count(text, "<strong>") + Count(text, "<code>")), Count(text, "<"));
            Assert.AreEqual(0, Count(text, "TODO") + Count(text, "&") + Count(text, "\""));
        }

        private static int BracesOf(string text)
        {
            return Count(text, "{");
        }

        private static int FactsIn(string text)
        {
            int count = 0;
            for (int i = 0; i < Facts.Length; i++)
            {
                count += Count(text, "{" + Facts.Substring(i, 1) + "}");
            }

            return count;
        }

        private static int Count(string text, string part)
        {
            int count = 0;
            for (int at = text.IndexOf(part); at >= 0; at = text.IndexOf(part, at + 1))
            {
                count++;
            }

            return count;
        }
    }
}
