using Stadtgespraeche.Record;

// dotnet run --project record: writes the record of processing anew, for docs and portal. Run it after every change of what is stored.
var root = args is [var given] ? given : Directory.GetCurrentDirectory();
File.WriteAllText(Path.Combine(root, ProcessingRecord.Page), ProcessingRecord.ToMarkdown());
File.WriteAllText(Path.Combine(root, ProcessingRecord.Data), ProcessingRecord.ToJson());
