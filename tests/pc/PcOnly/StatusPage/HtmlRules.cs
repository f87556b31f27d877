using System;
using System.Collections.Generic;
using System.Linq;
using AngleSharp.Dom;
using AngleSharp.Html.Dom.Events;
using AngleSharp.Html.Parser;

namespace Gateway.PcTests.StatusPage
{
    /// <summary>
    /// What is wrong with a page's HTML: the parse errors of the HTML Standard, by a parser of others, and of the standard's rules
    /// those about the elements that the pages use. An element or attribute that is not listed here is a fault until it is.
    /// </summary>
    internal static class HtmlRules
    {
        private const string Text = "#text";
        private const string Phrasing = Text + " a br code span strong time";
        private const string Flow = Phrasing + " div figure h2 h3 ol p pre section table ul";

        private static readonly string[] GlobalAttributes = ["aria-current", "aria-label", "aria-labelledby", "class", "id", "lang", "role"];

        private static readonly string[] OnlyOnce = ["h1", "main", "title", "body > header", "body > footer"];

        // Element, what may be in it, its own attributes (HTML Standard, 4: content model, content attributes; SVG 2 for svg).
        private static readonly Dictionary<string, (string Children, string Attributes)> Elements = new()
        {
            ["html"] = ("head body", ""),
            ["head"] = ("meta title link", ""),
            ["meta"] = ("", "charset name content"),
            ["title"] = (Text, ""),
            ["link"] = ("", "rel href"),
            ["body"] = ("a header main footer", ""),
            ["header"] = ("p nav", ""),
            ["nav"] = ("ul", ""),
            ["main"] = ("h1 " + Flow, ""),
            ["footer"] = ("p", ""),
            ["section"] = (Flow, ""),
            ["div"] = (Flow, ""),
            ["h1"] = (Phrasing, ""),
            ["h2"] = (Phrasing, ""),
            ["h3"] = (Phrasing, ""),
            ["p"] = (Phrasing, ""),
            ["ul"] = ("li", ""),
            ["ol"] = ("li", ""),
            ["li"] = (Phrasing + " ol p ul", ""),
            ["pre"] = (Phrasing, ""),
            ["code"] = (Text, ""),
            ["span"] = (Phrasing, ""),
            ["strong"] = (Phrasing, ""),
            ["time"] = (Text, "datetime"),
            ["br"] = ("", ""),
            ["a"] = (Text + " code span strong", "href hreflang rel"),
            ["table"] = ("caption thead tbody", ""),
            ["caption"] = (Phrasing, ""),
            ["thead"] = ("tr", ""),
            ["tbody"] = ("tr", ""),
            ["tr"] = ("th td", ""),
            ["th"] = (Phrasing, "scope"),
            ["td"] = (Phrasing, ""),
            ["figure"] = ("svg", ""),
            ["svg"] = ("title desc rect path text", "viewBox"),
            ["desc"] = (Text, ""),
            ["rect"] = ("", "x y width height rx"),
            ["path"] = ("", "d"),
            ["text"] = (Text, "x y"),
        };

        /// <summary>Gives all faults, each with its place.</summary>
        public static List<string> FaultsOf(string html)
        {
            List<string> faults = [];
            HtmlParser parser = new(new HtmlParserOptions { IsKeepingSourceReferences = true });
            parser.Error += (_, error) => faults.Add(error is HtmlErrorEvent fault ? $"{fault.Position}: {fault.Message}" : "an error");
            using IDocument document = parser.ParseDocument(html);
            foreach (IElement element in document.All)
            {
                faults.AddRange(FaultsOf(element).Select(fault => $"<{element.LocalName}> at {element.SourceReference?.Position}: {fault}"));
            }

            faults.AddRange(OnlyOnce.Where(selector => document.QuerySelectorAll(selector).Count(element => element.NamespaceUri == document.DocumentElement.NamespaceUri) != 1)
                .Select(selector => $"not one {selector}"));
            faults.AddRange(document.All.Where(element => element.HasAttribute("id")).GroupBy(element => element.Id).Where(group => group.Count() > 1)
                .Select(group => $"id {group.Key} more than once"));
            faults.AddRange(document.QuerySelectorAll("h2, h3").Where(heading => heading.TextContent.Trim().Length == 0).Select(_ => "an empty heading"));
            return faults;
        }

        private static IEnumerable<string> FaultsOf(IElement element)
        {
            if (!Elements.TryGetValue(element.LocalName, out (string Children, string Attributes) rule))
            {
                yield return "not in the list";
                yield break;
            }

            string[] children = rule.Children.Split(' ');
            foreach (INode child in element.ChildNodes)
            {
                string name = child.NodeType == NodeType.Text ? Text : child is IElement inner ? inner.LocalName : child.NodeName;
                if (!children.Contains(name) && !(name == Text && string.IsNullOrWhiteSpace(child.TextContent)))
                {
                    yield return $"{name} may not be in it";
                }
            }

            foreach (IAttr attribute in element.Attributes)
            {
                if (!GlobalAttributes.Contains(attribute.Name) && !rule.Attributes.Split(' ').Contains(attribute.Name))
                {
                    yield return $"attribute {attribute.Name}";
                }
                else if (attribute.Name == "href" && !IsAddress(attribute.Value))
                {
                    yield return $"no address: {attribute.Value}";
                }
            }

            IEnumerable<string> references = [.. Words(element.GetAttribute("aria-labelledby")), .. Words(element.GetAttribute("href")).Where(word => word[0] == '#').Select(word => word[1..])];
            foreach (string id in references.Where(id => element.Owner.GetElementById(id) == null))
            {
                yield return $"nothing has the id {id}";
            }
        }

        private static bool IsAddress(string text)
        {
            return text.StartsWith('#') || (text.Length > 0 && Uri.IsWellFormedUriString(text, UriKind.RelativeOrAbsolute));
        }

        private static string[] Words(string text)
        {
            return (text ?? "").Split(' ', StringSplitOptions.RemoveEmptyEntries);
        }
    }
}
