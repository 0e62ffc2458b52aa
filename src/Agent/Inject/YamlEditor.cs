namespace GcWatch.Agent.Inject;

/// <summary>
/// Adds to lists and mappings of a document, and takes out of them, in the form that each has. A new part comes last: what is there keeps
/// its place, and a comment stays with what it is above of.
/// </summary>
internal sealed class YamlEditor(SourceText source)
{
    private readonly TextChanges changes = new(source);

    public string Apply() => changes.Apply();

    /// <summary>Writes something behind a single value, within its quotes if it has some.</summary>
    public void Extend(YamlNode.Scalar scalar, string more)
    {
        int at = scalar.Span.End - (scalar.Form == ScalarForm.Quoted ? 1 : 0);
        changes.Replace(new TextSpan(at, at), more);
    }

    /// <summary>Takes a piece out of a single value; does nothing where it is written differently there.</summary>
    public void Cut(TextSpan scalar, string piece)
    {
        int at = source.Text.IndexOf(piece, scalar.Start, scalar.End - scalar.Start, StringComparison.Ordinal);
        if (at >= 0) changes.Replace(new TextSpan(at, at + piece.Length), "");
    }

    public void Append(YamlNode.Sequence list, Part[] items, int indent)
    {
        if (list.IsFlow)
        {
            InsertInFlow(list.Span, list.Items.Count == 0 ? null : list.Items[^1].Node, string.Join(", ", items.Select(PartText.Json)));
            return;
        }

        int dash = source.ColumnOf(list.Items[^1].Dash);
        int last = source.LastCommentAfter(LastLine(list), dash + 1);
        changes.InsertAfter(last, items.SelectMany(item => PartText.Item(item, dash, indent)), (2 * dash) + 1);
    }

    /// <summary>Puts an item before the others of a list.</summary>
    public void Prepend(YamlEntry entry, YamlNode.Sequence list, Part item, int indent)
    {
        YamlItem first = list.Items[0];
        if (list.IsFlow) changes.Replace(new TextSpan(first.Node.Span.Start, first.Node.Span.Start), $"{PartText.Json(item)}, ");
        else changes.InsertAfter(source.LineOf(entry.Key.Span.Start), PartText.Item(item, source.ColumnOf(first.Dash), indent), 0);
    }

    /// <summary>
    /// A list that is not there yet, or is a key with nothing behind it, with its items. In brackets it begins with a space, by which
    /// <see cref="Remove"/> knows that its key goes with it.
    /// </summary>
    /// <param name="map">Where it is to be.</param>
    /// <param name="key">Its key.</param>
    /// <param name="items">Its items.</param>
    /// <param name="indent">How far its dashes are to be indented from the key, where it has lines of its own.</param>
    public void AddList(YamlNode.Mapping map, string key, Part[] items, int indent)
    {
        YamlEntry? present = map.Entry(key);
        string inBrackets = string.Join(", ", items.Select(PartText.Json));
        if (present is not null) changes.Replace(present.Value.Span, $" [{inBrackets}]");
        else if (map.IsFlow) InsertInFlow(map.Span, map.Entries[^1].Value, $"\"{key}\": [ {inBrackets} ]");
        else InsertLines(map, key, items, indent);
    }

    /// <summary>Takes items out; a list that has no other goes with its key, unless its brackets were there before.</summary>
    public void Remove(YamlNode.Mapping map, YamlEntry entry, YamlNode.Sequence list, IReadOnlyCollection<YamlItem> items)
    {
        if (items.Count == 0) return;
        bool isEmptied = items.Count == list.Items.Count;
        bool isAdded = list.IsFlow && source.Text.AsSpan(list.Span.Start).StartsWith("[ ", StringComparison.Ordinal);
        TextSpan[] entries = [.. map.Entries.Select(each => new TextSpan(each.Key.Span.Start, each.Value.Span.End))];
        if (isEmptied && isAdded && map.IsFlow) RemoveInFlow(map.Span, entries, each => ReferenceEquals(map.Entries[each], entry));
        else if (isEmptied && !list.IsFlow) RemoveEntry(map, entry);
        else if (list.IsFlow) RemoveInFlow(list.Span, [.. list.Items.Select(item => item.Node.Span)], each => items.Contains(list.Items[each]));
        else foreach (YamlItem item in items) RemoveItem(item);
    }

    private void InsertLines(YamlNode.Mapping map, string key, Part[] items, int indent)
    {
        int column = source.ColumnOf(map.Entries[0].Key.Span.Start);
        int last = source.LastCommentAfter(LastLine(map), column);
        IEnumerable<string> lines = items.SelectMany(item => PartText.Item(item, column + indent, indent));
        changes.InsertAfter(last, lines.Prepend($"{new string(' ', column)}{key}:"), 2 * column);
    }

    private void InsertInFlow(TextSpan collection, YamlNode? last, string text)
    {
        int at = last?.Span.End ?? collection.Start + 1;
        changes.Replace(new TextSpan(at, at), last is null ? text : $", {text}");
    }

    /// <summary>Each goes with the comma before it; the first ones with the comma behind the last of them.</summary>
    private void RemoveInFlow(TextSpan collection, TextSpan[] parts, Func<int, bool> isToGo)
    {
        int kept = Enumerable.Range(0, parts.Length).TakeWhile(isToGo).Count();
        if (kept == parts.Length) changes.Replace(new TextSpan(collection.Start + 1, parts[^1].End), "");
        else if (kept > 0) changes.Replace(new TextSpan(parts[0].Start, parts[kept].Start), "");
        for (int i = kept; i < parts.Length; i++)
        {
            if (isToGo(i)) changes.Replace(new TextSpan(parts[i - 1].End, parts[i].End), "");
        }
    }

    private void RemoveEntry(YamlNode.Mapping map, YamlEntry entry)
    {
        bool hasItsLines = source.IsFirstOnLine(entry.Key.Span.Start) && source.IsLastOnLine(entry.Value.Span.End) && map.Entries.Count > 1;
        if (hasItsLines) changes.RemoveLines(source.LineOf(entry.Key.Span.Start), LastLine(entry.Value));
        else changes.Replace(entry.Value.Span, "[]");
    }

    private void RemoveItem(YamlItem item)
    {
        bool hasItsLines = source.IsFirstOnLine(item.Dash) && source.IsLastOnLine(item.Node.Span.End);
        if (!hasItsLines) throw new ManifestFault("what was added shares its lines with something else", source.LineOf(item.Dash) + 1);
        changes.RemoveLines(source.LineOf(item.Dash), LastLine(item.Node));
    }

    private int LastLine(YamlNode node) => source.LineOf(Math.Max(node.Span.Start, node.Span.End - 1));
}
