using System.Collections.Immutable;
using System.Reflection;
using System.Reflection.Metadata;
using TypeName = GcWatch.Analysis.Allocations.TypeName;

namespace GcWatch.Collectors.Capture;

/// <summary>
/// Between which bounds an object of a type is large on a 64-bit runtime, by its fields: header and type take 16 bytes, the rest is rounded up to
/// 8, and never below 8. The runtime may put gaps between fields, but never more than to the next 8.
/// </summary>
internal sealed class InstanceSize : ISignatureTypeProvider<int, TypeName>
{
    private const int Overhead = 16;
    private const int Word = 8;
    private const int Unknown = -1;

    private static readonly InstanceSize Provider = new();

    /// <summary>Null where a field's type or a base class is not known well enough.</summary>
    public static (long Least, long Most)? Of(MetadataReader reader, TypeDefinition type, TypeName name, bool hasPlainBase)
    {
        if (!hasPlainBase || type.GetLayout() is { Size: > 0 }) return null;
        int sum = 0;
        int count = 0;
        foreach (FieldDefinitionHandle handle in type.GetFields())
        {
            FieldDefinition field = reader.GetFieldDefinition(handle);
            if ((field.Attributes & FieldAttributes.Static) != 0) continue;
            int size = field.DecodeSignature(Provider, name);
            if (size == Unknown) return null;
            sum += size;
            count++;
        }

        return (Overhead + Math.Max(Word, RoundUp(sum)), Overhead + Math.Max(Word, Math.Max(RoundUp(sum), count * Word)));
    }

    public int GetPrimitiveType(PrimitiveTypeCode typeCode) => typeCode switch
    {
        PrimitiveTypeCode.Boolean or PrimitiveTypeCode.SByte or PrimitiveTypeCode.Byte => 1,
        PrimitiveTypeCode.Char or PrimitiveTypeCode.Int16 or PrimitiveTypeCode.UInt16 => 2,
        PrimitiveTypeCode.Int32 or PrimitiveTypeCode.UInt32 or PrimitiveTypeCode.Single => 4,
        PrimitiveTypeCode.TypedReference or PrimitiveTypeCode.Void => Unknown,
        _ => Word,
    };

    public int GetGenericTypeParameter(TypeName genericContext, int index) => genericContext.Argument(index) switch
    {
        "System.Boolean" or "System.Byte" or "System.SByte" => 1,
        "System.Char" or "System.Int16" or "System.UInt16" => 2,
        "System.Int32" or "System.UInt32" or "System.Single" => 4,
        "System.Int64" or "System.UInt64" or "System.Double" or "System.IntPtr" or "System.UIntPtr" or "System.DateTime" or "System.TimeSpan" => Word,
        "System.__Canon" or "System.String" or "System.Object" => Word,
        ['S', 'y', 's', 't', 'e', 'm', ..] argument when argument.EndsWith("[]", StringComparison.Ordinal) => Word,
        _ => Unknown,
    };

    public int GetTypeFromReference(MetadataReader reader, TypeReferenceHandle handle, byte rawTypeKind) => OfKind(rawTypeKind);

    public int GetTypeFromDefinition(MetadataReader reader, TypeDefinitionHandle handle, byte rawTypeKind) => OfKind(rawTypeKind);

    public int GetTypeFromSpecification(MetadataReader reader, TypeName genericContext, TypeSpecificationHandle handle, byte rawTypeKind) => OfKind(rawTypeKind);

    public int GetGenericInstantiation(int genericType, ImmutableArray<int> typeArguments) => genericType;

    public int GetSZArrayType(int elementType) => Word;

    public int GetArrayType(int elementType, ArrayShape shape) => Word;

    public int GetPointerType(int elementType) => Word;

    public int GetByReferenceType(int elementType) => Word;

    public int GetFunctionPointerType(MethodSignature<int> signature) => Word;

    public int GetGenericMethodParameter(TypeName genericContext, int index) => Unknown;

    public int GetModifiedType(int modifier, int unmodifiedType, bool isRequired) => unmodifiedType;

    public int GetPinnedType(int elementType) => elementType;

    private static int OfKind(byte rawTypeKind) => rawTypeKind == (byte)SignatureTypeKind.Class ? Word : Unknown;

    private static int RoundUp(int bytes) => (bytes + Word - 1) / Word * Word;
}
